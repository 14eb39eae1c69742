// One slide after the other, for as long as nobody stops it.
const SECONDS = 12

const turns = { isPaused: false, timer: 0 }

function show(board, step) {
  const slides = [...board.querySelectorAll(".slide:not([hidden])")]
  const at = slides.findIndex(one => one.classList.contains("now"))
  const next = slides[(at + step + slides.length) % slides.length]
  for (const one of board.querySelectorAll(".slide")) one.classList.toggle("now", one === next)
}

// As long again from now.
function wait(turn) {
  clearTimeout(turns.timer)
  if (!turns.isPaused) turns.timer = setTimeout(turn, SECONDS * 1000)
}
