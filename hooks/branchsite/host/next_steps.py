"""What is left to be done by hand when a host's folder is prepared."""

from .init import obstacles, remote
from .nginx import configuration
from .server.folder import Host


def next_steps(host: Host) -> list[str]:
    """Write the web server's configuration; gives it, and what is left to be done, as lines to be printed."""
    path = host.root / "nginx.conf"
    path.write_text(configuration(host), encoding="utf-8")
    return [
        configuration(host),
        f"准备好了：{host.root}，网址 {host.settings.site_url}（在 host.toml 里改）\n",
        "1. 上面是 nginx 的配置，由管理员（root）装上：",
        f"     cp -i {path} /etc/nginx/conf.d/branchsite.conf && nginx -t && systemctl reload nginx",
        "2. 网站随日期变化，让服务器每小时看一次：运行 crontab -e，加上这一行",
        f"     7 * * * * {host.launcher} host rebuild >/dev/null",
        "3. 在自己电脑的仓库里运行这一行，以后用 git push school main 发布",
        f"     {remote(host)}",
        "4. 要在浏览器里写、不装 git（“写一条”），第一次推送以后运行这一行，照它打印的做",
        f"     {host.launcher} host edit on",
        *(f"\n注意：{obstacle}" for obstacle in obstacles(host.root)),
    ]
