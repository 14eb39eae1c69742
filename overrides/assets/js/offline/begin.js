// From the second page on, what is opened is stored, unless somebody has turned that off. Where there is a worker already
// nothing happens.
function mayBegin() {
  try {
    return !localStorage.getItem(reading.scope + ".__offline")
  } catch (refused) {
    return false
  }
}

if (canKeep && document.referrer.startsWith(location.origin + reading.scope) && mayBegin()) {
  navigator.serviceWorker.register(reading.scope + "sw.js").catch(() => {})
}
