// 2024-03-12 as 2024年3月12日.
const dayLabel = date => date.split("-").map((part, index) => Number(part) + "年月日"[index]).join("")

// A result. card: what search/engine.py keeps of an entry to be shown.
function rowOf(card, terms, top) {
  const quote = quoteOf(card, terms)
  const href = new URL(card.url, top).href
  return el("li", {},
    el("a", { href }, marked(card.title, terms)),
    el("p", { class: "meta" },
      el("span", { class: `tag ${card.strand ? `s-${card.strand}` : "plain"}` }, card.kind || card.area),
      card.date && el("time", { datetime: card.date }, dayLabel(card.date)),
      card.kind && card.kind !== card.area && el("span", {}, card.area),
      card.announced && el("span", { class: "tag soon" }, "预告"),
      card.sample && el("span", { class: "tag sample" }, "示例")),
    (quote || card.summary) && el("p", { class: "say" }, marked(quote || card.summary, terms)))
}
