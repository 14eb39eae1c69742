// The day it is where the reader is: 2024-05-08.
function dayHere() {
  const now = new Date()
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(one => String(one).padStart(2, "0")).join("-")
}
