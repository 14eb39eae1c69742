// Whether a click asks for another tab, a window or a download: that is left to the browser.
const isForBrowser = event => event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey
