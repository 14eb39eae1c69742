"""The forms in which a check is written down for machines; reports.py writes them."""

FORMS = {
    "json": "问题和页面另存成 JSON，给别的程序读",
    "github": "问题另存成 GitHub 的标注命令",
    "gitlab": "问题另存成 GitLab 的代码质量报告",
    "junit": "问题另存成 JUnit 测试报告",
    "markdown": "问题另存成一页摘要",
}
"""What each is for, by the name of the option that asks for it."""
