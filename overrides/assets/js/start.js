// Runs in the head, before anything is painted: what a reader once chose holds from the first frame.
// It stands on <html> as data-palette, data-letters and data-contrast; the style sheets do the rest.
const reading = {
  scope: new URL(document.currentScript.dataset.base, location).pathname,
  choices: { palette: /light|dark/, letters: /largest|large/, contrast: /normal|high/ },
  usual: {
    palette: "system",
    letters: "normal",
    contrast: matchMedia("(prefers-contrast: more)").matches ? "high" : "normal",
  },

  // Where storing is refused (private windows), a choice holds for this page only.
  keep(name, value) {
    document.documentElement.dataset[name] = value
    try {
      localStorage.setItem(this.scope + ".__" + name, value)
    } catch (refused) {}
  },

  recall() {
    for (const name in this.choices) {
      let kept = null
      try {
        kept = localStorage.getItem(this.scope + ".__" + name)
      } catch (refused) {}
      const found = this.choices[name].exec(kept)
      document.documentElement.dataset[name] = found ? found[0] : this.usual[name]
    }
  },
}
document.documentElement.className = "js"
reading.recall()
