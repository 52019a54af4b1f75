// Page behaviour. Every page works without this file: each function looks for its own markup
// (docs/how-to/markup.md) and improves it. No words of the interface stand here; they come from the page.
const html = document.documentElement;
const all = (query, root = document) => [...root.querySelectorAll(query)];
const one = (query, root = document) => root.querySelector(query);
const digits = new Intl.NumberFormat(html.dataset.nu ? `${html.lang}-u-nu-${html.dataset.nu}` : "en", { useGrouping: false });
const parse = (text) => new DOMParser().parseFromString(text, "text/html");
const after = (wait, work) => {
  let timer;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...args), wait);
  };
};

// ---- what a freshly drawn part of a page needs
function refresh(root = document) {
  all("[data-date]", root).forEach((button) => (button.hidden = false));
  all("textarea[data-max]", root).forEach(count);
  all("[data-ticked]", root).forEach(ticked);
}

function count(area) {
  const out = area.parentElement.querySelector(".count");
  const left = area.dataset.max - [...area.value].length;
  if (!out || !area.value) return;
  out.textContent = (left < 0 ? area.dataset.over : area.dataset.left).replace("%d", digits.format(Math.abs(left)));
  out.classList.toggle("over", left < 0);
  out.setAttribute("aria-live", left < 100 ? "polite" : "off");
}

function ticked(out) {
  const n = all("tbody [type=checkbox]:checked", out.closest("form")).length;
  out.textContent = n ? `(${digits.format(n)})` : "";
}

// ---- without a connection: only where this browser has a device, or is about to become one
if (navigator.serviceWorker && (navigator.serviceWorker.controller || one("[data-take], [data-unlock]"))) import("./device.js");

// ---- error summary, toast
const summary = one(".errors");
if (summary) summary.focus();
else one("[autofocus]")?.focus();

all(".toast").forEach((toast) => {
  toast.classList.add("up");
  let timer = setTimeout(() => toast.remove(), 8000);
  toast.addEventListener("pointerenter", () => clearTimeout(timer));
  toast.addEventListener("pointerleave", () => (timer = setTimeout(() => toast.remove(), 3000)));
});

// ---- clicks
document.addEventListener("click", (event) => {
  const target = event.target.closest?.("a, button, summary");
  all("details.menu[open]").forEach((menu) => menu.contains(event.target) || (menu.open = false));
  if (!target) return;

  if (target.closest(".errors") && target.hash) {
    const field = document.getElementById(target.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    (field.closest(".field")?.querySelector("label, legend") ?? field).scrollIntoView({ block: "start" });
    field.focus({ preventScroll: true });
  } else if (target.dataset.date) {
    const parts = target.dataset.date.split(" ");
    all("input", target.closest(".dmy")).forEach((input, n) => (input.value = parts[n]));
    target.closest("form")?.dispatchEvent(new Event("input", { bubbles: true }));
  } else if (target.matches("a") && !event.defaultPrevented && !event.button && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) {
    const region = target.closest("[id]:is(" + (liveRegions() || "x-none") + ")");
    if (target.hasAttribute("data-dialog")) {
      event.preventDefault();
      openPage(target.href);
    } else if (region && target.pathname === location.pathname) {
      event.preventDefault();
      load(target.href, region, true);
    }
  }
});

// ---- lists that follow their filters
const liveRegions = () => all("form[data-live]").map((form) => form.dataset.live).join();
let loading;
async function load(address, region, push) {
  loading?.abort();
  loading = new AbortController();
  region.setAttribute("aria-busy", "true");
  try {
    const [{ Idiomorph }, answer] = await Promise.all([
      import("./idiomorph.js"),
      fetch(address, { signal: loading.signal, headers: { accept: "text/html" } }),
    ]);
    const page = parse(await answer.text());
    const fresh = page.getElementById(region.id);
    if (!answer.ok || !fresh) return location.assign(address);
    // Ticks and opened details belong to the reader, not to the answer.
    Idiomorph.morph(region, fresh, { callbacks: { beforeAttributeUpdated: (name) => name !== "checked" && name !== "open" } });
    region.removeAttribute("aria-busy");
    if (!region.closest("dialog")) {
      history[push ? "pushState" : "replaceState"]({ live: region.id }, "", address);
      document.title = page.title;
    }
    refresh(region);
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
  }
}
const follow = after(180, (form) => {
  const region = one(form.dataset.live);
  const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
  if (region) load(`${form.action.split("?")[0]}?${query}`, region, false);
});
addEventListener("popstate", (event) => event.state?.live && location.reload());

// ---- typing: live filters, counters, drafts, unsaved work
const dirty = new Set();
document.addEventListener("input", (event) => {
  const form = event.target.form ?? event.target.closest?.("form");
  if (event.target.matches("textarea[data-max]")) count(event.target);
  if (!form) return;
  if (form.matches("[data-live]")) follow(form);
  if (form.matches("[data-guard]")) dirty.add(form);
  const later = one("button[formaction^='/drafts']", form);
  if (later) draft(form, later);
  if (form.matches("[data-now]")) now(form);
  all("[data-ticked]", form).forEach(ticked);
});
// What is typed is kept as if "Save for later" had been pressed; the form goes on in the same draft.
const draft = after(1500, async (form, button) => {
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (value instanceof File || name === "cmd") body.delete(name);
  try {
    const answer = await fetch(button.formAction, { method: "POST", body: new URLSearchParams(body), headers: { accept: "application/json" } });
    if (!answer.ok || form.dataset.sent) return;
    const kept = (await answer.json()).view;
    let own = one("input[name=draft]", form);
    if (!own) form.prepend((own = Object.assign(document.createElement("input"), { type: "hidden", name: "draft" })));
    own.value = kept.id;
    dirty.delete(form);
    const out = one("output.saved", form);
    if (out) out.textContent = kept.text;
  } catch {
    // The text is still in the form; the next pause tries again.
  }
});
// ---- photos are made smaller before they are sent, which spares the line and leaves the place behind
document.addEventListener("change", async ({ target: box }) => {
  if (box.type !== "file" || !box.files.length) return;
  const files = [...box.files];
  const small = await Promise.all(files.map((file) => smaller(file).catch(() => file)));
  if (small.every((file, n) => file === files[n]) || !files.every((file, n) => file === box.files[n])) return;
  const chosen = new DataTransfer();
  small.forEach((file) => chosen.items.add(file));
  box.files = chosen.files;
});
async function smaller(file) {
  if (file.type !== "image/jpeg") return file;
  const picture = await createImageBitmap(file);
  const scale = 1600 / Math.max(picture.width, picture.height);
  if (scale >= 1) return file;
  const canvas = Object.assign(document.createElement("canvas"), { width: picture.width * scale, height: picture.height * scale });
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
  return blob ? new File([blob], file.name, { type: blob.type }) : file;
}
addEventListener("beforeunload", (event) => {
  if ([...dirty].some((form) => form.isConnected && !form.dataset.sent)) event.preventDefault();
});
function now(form) {
  const chosen = new FormData(form);
  for (const name of ["theme", "density", "text", "keys"]) {
    const value = chosen.get(name);
    if (value === null) continue;
    if (["auto", "normal", "on"].includes(value)) delete html.dataset[name];
    else html.dataset[name] = value;
  }
  fetch(form.action, { method: "POST", body: new URLSearchParams(chosen) }).catch(() => {});
}

// ---- sending: once, and never into an ended session
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "dialog") return;
  if (form.matches("[data-live]")) {
    event.preventDefault();
    return follow(form);
  }
  if (form.method !== "post") return;
  if (form.closest("dialog[data-session]")) {
    event.preventDefault();
    return renew(form, event.submitter);
  }
  if (sessionEnds && Date.now() / 1000 > sessionEnds) {
    event.preventDefault();
    return askForSession();
  }
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
  all("button", form).forEach((button) => button.setAttribute("aria-disabled", "true"));
});
addEventListener("pageshow", () =>
  all("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    all("button", form).forEach((button) => button.removeAttribute("aria-disabled"));
  }),
);

// ---- a page shown as a dialog
async function openPage(address, session = false) {
  let page;
  try {
    const answer = await fetch(address, { headers: { accept: "text/html" } });
    page = parse(await answer.text());
  } catch {
    return session ? null : location.assign(address);
  }
  const main = one("main", page);
  if (!main) return session ? null : location.assign(address);
  one("dialog.dlg")?.remove();
  const box = document.createElement("dialog");
  box.className = "dlg";
  if (session) box.dataset.session = "1";
  const body = document.createElement("div");
  body.dataset.body = "";
  body.append(...main.childNodes);
  // Ids of the page below come first in the document: give the dialog's own a different start.
  const own = new Map(all("[id]", body).filter((el) => document.getElementById(el.id)).map((el) => [el.id, `dlg-${el.id}`]));
  for (const [from, to] of own) {
    body.querySelector(`#${CSS.escape(from)}`).id = to;
    all(`[for="${from}"]`, body).forEach((el) => (el.htmlFor = to));
    all(`[data-live="#${from}"]`, body).forEach((el) => (el.dataset.live = `#${to}`));
  }
  const title = one("h1", body);
  if (title) {
    title.id ||= "dlg-h";
    box.setAttribute("aria-labelledby", title.id);
  }
  const close = document.createElement("form");
  close.method = "dialog";
  close.className = "close";
  close.innerHTML = '<button aria-label="×">×</button>';
  box.append(body, close);
  box.addEventListener("close", () => box.remove());
  box.addEventListener("click", (event) => event.target === box && !session && box.close());
  document.body.append(box);
  box.showModal();
  (one("input:not([type=hidden])", body) ?? one("button", session ? body : close))?.focus();
  refresh(box);
  return box;
}

// ---- the session: a warning in time, and signing in again without leaving the page
let sessionEnds = Number(document.body.dataset.sessionEnds) || 0;
const sessionPage = document.body.dataset.sessionPage || "/session";
let asked = 0;
function askForSession() {
  asked = sessionEnds;
  return openPage(sessionPage, true);
}
async function renew(form, button) {
  const body = new URLSearchParams(new FormData(form, button));
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { accept: "text/html" } });
    const page = parse(await answer.text());
    const ends = Number(page.body.dataset.sessionEnds) || 0;
    if (ends * 1000 > Date.now()) {
      sessionEnds = ends;
      const fresh = one("input[name=csrf]", page)?.value;
      if (fresh) all("input[name=csrf]").forEach((input) => (input.value = fresh));
      form.closest("dialog").close();
    } else {
      const main = one("main", page);
      if (main) one("[data-body]", form.closest("dialog")).replaceChildren(...main.childNodes);
      one(".errors")?.focus();
    }
  } catch {
    form.reportValidity();
  }
}
if (sessionEnds)
  setInterval(() => {
    const left = sessionEnds - Date.now() / 1000;
    if (left < 150 && asked !== sessionEnds) askForSession();
  }, 5000);

// ---- shortcuts
const CODES = { Slash: "/", BracketLeft: "[", BracketRight: "]" };
// The letter on the key where the layout has Latin letters, the place of the key where it has not.
function keyName(event) {
  if (/^[a-z0-9/?[\]]$/i.test(event.key)) return event.key.toLowerCase();
  const name = event.code.replace(/^(Key|Digit)/, "").toLowerCase();
  const key = name.length === 1 ? name : CODES[event.code];
  return key === "/" && event.shiftKey ? "?" : key;
}
const touchOnly = matchMedia("(any-pointer: coarse)").matches && !matchMedia("(any-pointer: fine)").matches;
let chord = "";
const endChord = after(1200, () => (chord = ""));

function press(key) {
  const rows = all("table.rows tbody th a, .todo > li a:first-of-type, table.t tbody th a");
  const at = rows.findIndex((link) => link.closest("tr, li")?.contains(document.activeElement));
  if (key === "j" || key === "k") return rows.length && (rows[key === "j" ? Math.min(at + 1, rows.length - 1) : Math.max(at - 1, 0)].focus(), true);
  if (key === "x" && at >= 0) return one("[type=checkbox]", rows[at].closest("tr, li"))?.click(), true;
  if (key === "o" && at >= 0) return rows[at].click(), true;
  const link =
    key === "[" || key === "]"
      ? one(`a[rel=${key === "[" ? "prev" : "next"}]`)
      : /^[1-9]$/.test(key)
        ? all(".sub a")[key - 1]
        : all("[data-key]").find((el) => el.dataset.key === key);
  return link && (link.click(), true);
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const key = keyName(event);
  if (event.key === "Escape") {
    const menu = one("details.menu[open]");
    if (menu) {
      menu.open = false;
      one("summary", menu).focus();
    }
    return;
  }
  if (event.ctrlKey || event.metaKey) {
    if (event.key === "Enter" && event.target.form) event.target.form.requestSubmit();
    else if (key === "k") {
      const search = one('[data-key="/"]');
      if (search) event.preventDefault(), openPage(search.href);
    }
    return;
  }
  if (touchOnly || html.dataset.keys === "off" || event.altKey || !key) return;
  if (event.target.closest?.("dialog") || event.target.matches("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])")) return;
  const both = chord ? `${chord} ${key}` : key;
  chord = "";
  if (press(both)) return event.preventDefault();
  if (both.length === 1 && all("[data-key]").some((el) => el.dataset.key.startsWith(`${key} `))) {
    chord = key;
    endChord();
  }
});

// ---- tables that scroll sideways need no stop for the keyboard when they fit
all(".scroll[tabindex]").forEach((box) => box.scrollWidth <= box.clientWidth && box.removeAttribute("tabindex"));

refresh();

// ---- forms with questions that follow their answers
if (one("form[data-follow], [data-sign], [data-place]")) import("./forms.js").then((forms) => forms.start({ all, one, parse, refresh, dirty, askForSession }));
