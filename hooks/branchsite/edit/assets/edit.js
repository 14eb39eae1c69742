// What the form can do besides, where scripts run: live checks, photos while one writes, pasting, a copy in this browser.
(function () {
  "use strict";
  document.documentElement.classList.add("js");
  const base = document.body.dataset.base || "";
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));

  // ---- 复制链接 ----
  all("[data-copy]").forEach(button => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const field = document.getElementById(button.dataset.copy);
      field.select();
      const done = () => { button.textContent = "复制好了"; };
      if (navigator.clipboard) navigator.clipboard.writeText(field.value).then(done, () => document.execCommand("copy") && done());
      else if (document.execCommand("copy")) done();
    });
  });

  const form = document.getElementById("form");
  if (!form) return;
  const address = form.getAttribute("action");
  const token = form.elements.token.value;
  const state = document.getElementById("state");
  const key = "draft-" + form.dataset.draft;

  // ---- A copy in this browser, against a tab that is closed ----
  const typed = () => all("input, textarea, select", form).filter(one => one.name && one.name !== "token" && one.name !== "saved" && one.type !== "file" && one.type !== "hidden");
  const snapshot = () => typed().map(one => [one.name, one.type === "checkbox" ? one.value : "", one.type === "checkbox" ? one.checked : one.value]);
  const store = (name, value) => { try { if (value === null) localStorage.removeItem(name); else localStorage.setItem(name, value); } catch (error) { /* A browser that keeps nothing. */ } };
  const shown = JSON.stringify(snapshot());
  let kept = null;
  try { kept = JSON.parse(localStorage.getItem(key) || "null"); } catch (error) { kept = null; }
  if (kept && kept.saved === form.elements.saved.value && JSON.stringify(kept.values) !== shown) offer(kept.values);
  else store(key, null);

  function offer(values) {
    const note = document.createElement("p");
    note.className = "note";
    note.setAttribute("role", "status");
    note.textContent = "上次关掉窗口前写的还没有存上。";
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "放回来";
    button.addEventListener("click", () => {
      values.forEach(([name, value, now]) => typed().filter(one => one.name === name && (one.type !== "checkbox" || one.value === value)).forEach(one => {
        if (one.type === "checkbox") one.checked = now; else one.value = now;
      }));
      note.remove();
      changed();
    });
    note.append(" ", button);
    form.before(note);
  }

  // ---- Live check, which also keeps the draft ----
  let waiting = 0, asking = false, again = false, leaving = false;
  function changed() {
    store(key, JSON.stringify({ saved: form.elements.saved.value, values: snapshot() }));
    state.textContent = "正在写……";
    clearTimeout(waiting);
    waiting = setTimeout(check, 700);
  }
  function content() {
    const data = new FormData(form);
    data.delete("photos");
    return data;
  }
  function check() {
    if (asking || leaving) { again = true; return; }
    asking = true;
    fetch(address + "/check", { method: "POST", body: content(), headers: { "x-token": token } }).then(answer => {
      if (!answer.ok) throw new Error(answer.status);
      return answer.json();
    }).then(found => {
      if (found.go) { leaving = true; location.href = found.go; return; }
      form.elements.saved.value = found.saved;
      store(key, null);
      state.textContent = found.day + "存好了草稿，还没有发布。";
      show(found);
    }).catch(() => {
      state.textContent = "没有存上：连不上。写的在这个浏览器里留着，连上以后再存。";
    }).then(() => {
      asking = false;
      if (again) { again = false; check(); }
    });
  }
  function show(found) {
    all(".found").forEach(list => {
      const own = list.dataset.place === "" ? found.rest : found.found.filter(one => one.place === list.dataset.place || (list.closest(".photo") && one.place.startsWith(list.dataset.place + "/"))).map(one => one.html);
      const html = own.join("");
      if (list.innerHTML !== html) list.innerHTML = html;
    });
  }
  form.addEventListener("input", event => { if (event.target.type !== "file") changed(); });
  form.addEventListener("submit", () => { leaving = true; clearTimeout(waiting); store(key, null); });

  // ---- Photos ----
  const list = document.getElementById("photo-list");
  const chooser = document.getElementById("photos");
  const taking = document.getElementById("taking");
  function numbers() {
    all("[data-item]", list).forEach((item, at) => {
      all("[name], [id], [for]", item).forEach(one => ["name", "id", "for"].forEach(what => {
        const text = one.getAttribute(what);
        if (text) one.setAttribute(what, text.replace(/^(f\/照片\/)\d+/, "$1" + at));
      }));
      all("[data-move]", item).forEach(one => { one.value = one.value.replace(/\d+$/, at); });
      all(".found", item).forEach(one => { one.dataset.place = "照片/" + at; });
      const image = item.querySelector("img");
      image.alt = "第 " + (at + 1) + " 张照片";
      item.querySelector("[data-move=up]").disabled = at === 0;
    });
  }
  function take(files) {
    const wanted = Array.from(files);
    const refused = [];
    let done = 0;
    const next = () => {
      const file = wanted.shift();
      if (!file) {
        taking.textContent = refused.length ? refused.join(" ") : "收好了 " + done + " 张。";
        taking.hidden = false;
        check();
        return;
      }
      taking.hidden = false;
      taking.textContent = "正在收照片，还有 " + (wanted.length + 1) + " 张……";
      const data = new FormData();
      data.append("token", token);
      data.append("photos", file, file.name || "photo.jpg");
      fetch(address + "/photo", { method: "POST", body: data, headers: { "x-token": token } }).then(answer => {
        if (!answer.ok) throw new Error(answer.status);
        return answer.json();
      }).then(found => {
        const before = all("[data-item]", list).length;
        const box = document.createElement("ol");
        box.innerHTML = found.items;
        const names = new Set(all("[data-item] input[name$='/文件']", list).map(one => one.value));
        all("[data-item]", box).forEach(item => { if (!names.has(item.querySelector("input[name$='/文件']").value)) list.append(item); });
        form.elements.saved.value = found.saved;
        done += all("[data-item]", list).length - before;
        refused.push(...found.refused);
        numbers();
      }).catch(() => { refused.push((file.name || "一张照片") + "：没有传上去，再选一次。"); }).then(next);
    };
    // What was typed is kept first: the photos are added to it.
    const start = () => { if (asking) setTimeout(start, 100); else next(); };
    clearTimeout(waiting);
    check();
    start();
  }
  if (chooser) {
    chooser.addEventListener("change", () => { take(chooser.files); chooser.value = ""; });
    form.addEventListener("dragover", event => { if (event.dataTransfer && Array.from(event.dataTransfer.types).includes("Files")) event.preventDefault(); });
    form.addEventListener("drop", event => {
      if (event.dataTransfer && event.dataTransfer.files.length) { event.preventDefault(); take(event.dataTransfer.files); }
    });
    list.addEventListener("click", event => {
      const button = event.target.closest("[data-move]");
      if (!button) return;
      event.preventDefault();
      const item = button.closest("[data-item]");
      if (button.dataset.move === "out") item.remove();
      else if (button.dataset.move === "up" && item.previousElementSibling) item.previousElementSibling.before(item);
      else if (button.dataset.move === "down" && item.nextElementSibling) item.nextElementSibling.after(item);
      numbers();
      if (button.isConnected) (button.disabled ? item.querySelector("[data-move=down]") : button).focus();
      else (list.querySelector("input:not([type=hidden])") || chooser).focus();
      changed();
    });
    let dragged = null;
    list.addEventListener("dragstart", event => {
      dragged = event.target.closest("[data-item]");
      if (dragged) { dragged.classList.add("dragged"); event.dataTransfer.setData("text/plain", ""); event.dataTransfer.effectAllowed = "move"; }
    });
    list.addEventListener("dragover", event => {
      const over = event.target.closest && event.target.closest("[data-item]");
      if (!dragged) return;
      event.preventDefault();
      if (!over || over === dragged) return;
      const box = over.getBoundingClientRect();
      if (event.clientY > box.top + box.height / 2) over.after(dragged); else over.before(dragged);
    });
    list.addEventListener("dragend", () => {
      if (!dragged) return;
      dragged.classList.remove("dragged");
      dragged = null;
      numbers();
      changed();
    });
    numbers();
  }

  // ---- The bar of five, and what is pasted ----
  const PUT = { head: ["## ", "", "小标题"], list: ["- ", "", "一项"], bold: ["**", "**", "加粗的字"], link: ["[", "](https://)", "链接的字"], table: ["| 项目 | 内容 |\n| --- | --- |\n| ", " | |\n", "一"] };
  all(".tools").forEach(bar => {
    const field = document.getElementById(bar.dataset.for);
    bar.hidden = false;
    bar.addEventListener("click", event => {
      const put = PUT[event.target.dataset.put];
      if (!put) return;
      const from = field.selectionStart, to = field.selectionEnd;
      const chosen = field.value.slice(from, to) || put[2];
      const lead = apart(event.target.dataset.put, field.value.slice(0, from)) + put[0];
      insert(field, from, to, lead + chosen + put[1]);
      const start = from + lead.length;
      field.setSelectionRange(start, start + chosen.length);
    });
  });
  // A heading and a table have an empty line above them, an item of a list has a line of its own.
  function apart(what, before) {
    if (!before || what === "bold" || what === "link") return "";
    const wanted = what === "list" ? 1 : 2;
    return "\n".repeat(Math.max(0, wanted - /\n*$/.exec(before)[0].length));
  }
  function insert(field, from, to, text) {
    field.focus();
    field.setSelectionRange(from, to);
    // So that it can be undone by Ctrl+Z.
    if (!document.execCommand("insertText", false, text)) field.setRangeText(text, from, to, "end");
    changed();
  }
  all("[data-prose]").forEach(field => field.addEventListener("paste", event => {
    const html = event.clipboardData && event.clipboardData.getData("text/html");
    if (!html || !/<(p|table|ul|ol|h[1-6]|section|div|b|strong|a)\b/i.test(html)) return;
    event.preventDefault();
    const plain = event.clipboardData.getData("text/plain");
    const from = field.selectionStart, to = field.selectionEnd;
    const data = new FormData();
    data.append("token", token);
    data.append("html", html);
    fetch(base + "/paste", { method: "POST", body: data, headers: { "x-token": token } }).then(answer => answer.ok ? answer.json() : Promise.reject(answer.status)).then(found => {
      if (!found.text) insert(field, from, to, plain); else ask(field, from, to, found, plain);
    }).catch(() => insert(field, from, to, plain));
  }));
  function ask(field, from, to, found, plain) {
    all(".pasted").forEach(one => one.remove());
    const box = document.createElement("section");
    box.className = "pasted";
    box.setAttribute("aria-label", "粘贴的内容");
    const head = document.createElement("h2");
    head.textContent = "粘贴的内容整理成这样" + (found.pictures ? "（有 " + found.pictures + " 张图片没有带进来，请加在“照片”里）" : "");
    const look = document.createElement("div");
    look.className = "look";
    look.tabIndex = 0;
    look.innerHTML = found.shown;
    const line = document.createElement("p");
    line.className = "line";
    const button = (text, main, act) => {
      const made = document.createElement("button");
      made.type = "button";
      made.textContent = text;
      if (main) made.className = "main";
      made.addEventListener("click", () => { box.remove(); act(); });
      line.append(made);
      return made;
    };
    const first = button("用这个", true, () => insert(field, from, to, found.text));
    button("只要文字", false, () => insert(field, from, to, plain));
    button("不粘贴", false, () => field.focus());
    box.append(head, look, line);
    field.after(box);
    first.focus();
  }
})();
