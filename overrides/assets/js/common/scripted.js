// Whether the page looks as it does with script: see partials/javascripts/first.html.
const isScripted = document.documentElement.className === "js"
