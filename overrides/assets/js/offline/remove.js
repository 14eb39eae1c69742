// Takes everything away, and does not begin again by itself.
async function removeOffline() {
  allowOffline(false)
  const registration = canKeep && await navigator.serviceWorker.getRegistration(SITE)
  if (!registration) return
  if (registration.active) await askWorker(registration.active, "clear")
  await registration.unregister()
}
