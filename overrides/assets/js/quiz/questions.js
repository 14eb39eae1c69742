// 自测: questions become answerable in place. Nothing is kept or sent: who comes back begins anew. What stands in the
// page without script, the answers at its end, is taken into the questions; on paper it is at its end again.
function makeAnswerable(question, name, answer) {
  const [text, list] = question.children
  const rights = list.querySelectorAll("[data-right]")
  const options = [...list.children].map(row => optionOf(row, name, rights.length > 1))
  const verdict = el("p", { class: "quiz__verdict", role: "status" })
  const check = button("看答案", () => judge(options, verdict, answer))
  list.addEventListener("change", () => unsay(options, verdict))
  list.setAttribute("role", "group")
  list.setAttribute("aria-label", text.textContent)
  question.append(check, verdict)
}

function optionOf(row, name, isOneOfSeveral) {
  const box = el("input", { type: isOneOfSeveral ? "checkbox" : "radio", name, autocomplete: "off" })
  const sign = el("span", { class: "quiz__sign" })
  row.setAttribute("role", "presentation")
  row.append(el("label", {}, box, el("span", {}, ...row.childNodes), sign))
  return { row, box, sign, isRight: row.hasAttribute("data-right") }
}

function unsay(options, verdict) {
  verdict.textContent = ""
  for (const { row, sign } of options) {
    row.className = ""
    sign.textContent = ""
  }
}

function judge(options, verdict, answer) {
  unsay(options, verdict)
  if (!options.some(one => one.box.checked)) {
    verdict.textContent = "先选一选，再看答案。"
    return
  }
  for (const { row, box, sign, isRight } of options) {
    if (!box.checked && !isRight) continue
    row.className = isRight ? "quiz--right" : "quiz--wrong"
    sign.textContent = isRight ? (box.checked ? "✓ 对" : "应选") : "✗ 不对"
  }
  const isRight = options.every(one => one.box.checked === one.isRight)
  verdict.append(el("b", {}, isRight ? "答对了。" : "没有全对。"), ...[...answer.cloneNode(true).childNodes])
}

if (isScripted) {
  for (const part of document.querySelectorAll(".quiz")) {
    const answers = part.querySelectorAll(".quiz__answers li")
    part.querySelectorAll(".quiz__question").forEach((one, index) => makeAnswerable(one, "quiz-" + index, answers[index]))
    part.classList.add("quiz--answerable")
  }
}
