// Takes everything away, and does not begin again by itself.
async function removeOffline() {
  allowOffline(false)
  const registration = canKeep && await navigator.serviceWorker.getRegistration(reading.scope)
  if (!registration) return
  if (registration.active) await askWorker(registration.active, "clear")
  await registration.unregister()
}
