// What the days make of a page that nobody loads anew: what is over goes, the days that are left are counted, and what
// has not been renewed for a week says so.
const WEEK = 7

function age(board) {
  const day = today(board.dataset.day)
  for (const one of board.querySelectorAll("[data-until]")) countDown(one, daysBetween(day, one.dataset.until))
  for (const list of board.querySelectorAll(".list")) list.hidden = !list.querySelector("li:not([hidden])")
  for (const slide of board.querySelectorAll(".slide")) {
    const lists = [...slide.querySelectorAll(".list")]
    slide.hidden = lists.length > 0 && lists.every(list => list.hidden)
  }
  sayHowOld(board.querySelector("[data-old]"), daysBetween(board.dataset.day, day))
}

function countDown(one, left) {
  one.hidden = left < 0
  const words = one.querySelector("[data-left]")
  if (!words) return
  words.hidden = false
  words.textContent = left > 0 ? `还有 ${left} 天` : "今天截止"
}

function sayHowOld(note, days) {
  note.hidden = days <= WEEK
  note.textContent = `，${clock.isKnown ? "" : "照这台电脑的日期，"}已经 ${days} 天没有更新`
}
