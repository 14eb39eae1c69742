// A function that gives a reference: what Pagefind is compiled to need, and Chromium has from 96 on.
const REFERENCE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 111])

// Why nothing can be searched for here; "" where it can. From Chromium 97 on the server's rules let WebAssembly run.
function whyNot() {
  if (!window.WebAssembly || !WebAssembly.validate(REFERENCE)) return "这个浏览器太旧，不能搜索。可以从下面的栏目找。"
  try {
    new WebAssembly.Module(REFERENCE)
    return ""
  } catch (refused) {
    return "这里不能搜索：浏览器太旧，或者网站服务器的设置旧了。可以从下面的栏目找。"
  }
}
