// A button as the site has them. name: its classes.
const button = (words, click, name = "btn line") => el("button", { class: name, type: "button", click }, words)
