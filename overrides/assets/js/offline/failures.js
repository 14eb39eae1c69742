// Why a page could not be kept, for readers.
// WeChat on iPhones has no workers, nor has what is opened from a disk.
function whyNotHere() {
  if (location.protocol === "file:") return "这是拷贝下来的一份，本来就不用网。"
  if (navigator.userAgent.includes("MicroMessenger")) return "微信里存不下来：点右上角的“…”，选“在浏览器打开”，再存。"
  return "这个浏览器存不下来：换手机自带的浏览器，或者电脑上新一点的浏览器，再存。也可以打印出来。"
}

const KEEP_FAILURES = {
  cannot: whyNotHere(),
  offline: "没有存完：网断了，或者网站没有回答。有了网再点一次。",
  changed: "没有存完：网站刚刚更新。过一会儿再点一次。",
  full: "没有存下：这台设备的空间满了，或者这是无痕窗口。清理出一些空间，或者换普通的窗口，再点一次。",
}
