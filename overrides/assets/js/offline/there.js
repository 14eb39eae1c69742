// The worker that is at work, if any.
async function workerThere() {
  const registration = canKeep && await navigator.serviceWorker.getRegistration(reading.scope)
  return registration && registration.active
}
