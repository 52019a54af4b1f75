// Forms whose questions follow their answers, signatures, places. Loaded by enhance.js where a page has
// one. The server keeps what is typed and answers with the questions as they are asked now.
let tools;
export function start(given) {
  tools = given;
  tools.all("form[data-follow]").forEach(follow);
  ready(document);
}

// ---- what a freshly drawn part of a form needs
const mayLocate = "geolocation" in navigator && isSecureContext && (document.featurePolicy?.allowsFeature?.("geolocation") ?? true);
function ready(root) {
  tools.all("[data-sign]", root).forEach(sign);
  if (mayLocate) tools.all("[data-place]", root).forEach((button) => (button.hidden = false));
}

const changed = (input) => input.dispatchEvent(new Event("input", { bubbles: true }));

// ---- questions that follow
const isAct = (button) => button?.name === "do" && /^(add|remove|drop) |^show$/.test(button.value);
const fieldOf = (node) => node.closest?.(".field");
const labelOf = (field) => {
  const label = tools.one("legend, label", field);
  return (label?.firstChild?.textContent.trim() || label?.textContent.trim()) ?? "";
};
// Hints and errors of a field have ids too; its boxes are what has a name.
const idOf = (field) => tools.one("[id^='f-'][name]", field)?.id;
// A question is known by its box, wherever it stands now: without ids of their own, what appears above can
// part a question from its boxes, and these would get what the server knew before they were ticked.
const nameFields = (root) => tools.all(".field", root).forEach((field) => idOf(field) && (field.id ||= `${idOf(field)}-field`));
const asked = (box) => new Map(tools.all(".field:not(.computed, .blocked, .dropped)", box).map((field) => [idOf(field), labelOf(field)]));
const markOf = (field) => field && tools.one("[name=base-marks]", field);
function rebase(field, value) {
  const mark = markOf(field);
  if (mark) mark.value = value;
  else if (value) field.append(Object.assign(document.createElement("input"), { type: "hidden", name: "base-marks", value }));
}

function follow(form) {
  const { one } = tools;
  const said = one("[data-said]", form), kept = one("[data-kept]", form);
  const touched = new Set(); // fields that changed since the last sending
  let sent = new Set(); // fields that changed before it
  let timer, busy, waits = false, missed;

  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
    form.dataset.pending = "";
  };
  // Which answers this window changed: another one of the same person may be open (core/form_base.h).
  const change = (field) => {
    touched.add(field);
    const mark = markOf(field)?.value;
    if (idOf(field) && !mark?.endsWith("*")) rebase(field, `${mark || `${idOf(field).slice(2)} -`}*`);
  };
  const tell = (text) => (kept.textContent = said.textContent = text);

  // One at a time and in order: what is typed meanwhile goes with the next one.
  async function send(button) {
    clearTimeout(timer);
    timer = null;
    if (busy) {
      waits = true;
      return;
    }
    sent = new Set(touched);
    touched.clear();
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (value instanceof File || name === "cmd") body.delete(name);
    if (button) body.set("do", button.value);
    form.dataset.pending = "";
    busy = exchange(body, button);
    await busy;
    busy = null;
    if (waits && !form.dataset.sent) later(0);
    waits = false;
    if (!timer) delete form.dataset.pending;
  }

  async function exchange(body, button) {
    let answer, text;
    try {
      answer = await fetch(form.dataset.follow, { method: "POST", body: new URLSearchParams(body), headers: { accept: "text/html" } });
      text = await answer.text();
    } catch {
      tell(form.dataset.failed);
      later(10000);
      return;
    }
    if (!answer.ok) {
      tell(form.dataset.refused);
      if (answer.status === 401) tools.askForSession();
      return;
    }
    if (!form.dataset.sent) await put(tools.parse(text), button);
  }

  async function put(page, button) {
    const { Idiomorph } = await import("./idiomorph.js");
    const box = one(".questions", form), fresh = one(".questions", page);
    const before = asked(box), active = document.activeElement, top = active?.getBoundingClientRect().top;

    if (!fresh) return tell(form.dataset.refused);
    missed = null;
    // The field that is being answered stays as it is, and so does what changed meanwhile. What of it was
    // sent is on record now.
    for (const node of sent) if (node.isConnected && !touched.has(node)) rebase(node, markOf(one(`#${CSS.escape(idOf(node) ?? "-")}`, fresh)?.closest(".field"))?.value ?? "");
    const stays = (node) => {
      if (!(node instanceof Element) || !node.matches(".field") || button) return false;
      if (node.contains(active)) return (missed = node);
      return touched.has(node) || one("[data-sign]", node);
    };
    [box, fresh].forEach(nameFields);
    Idiomorph.morph(box, fresh, { callbacks: { beforeNodeMorphed: (node) => !stays(node), beforeAttributeUpdated: (name) => name !== "open" } });
    tools.refresh(box);
    ready(box);
    tools.dirty.delete(form);
    kept.textContent = one("output.saved", page)?.textContent ?? "";
    if (button) return arrive(box, button);
    if (active?.isConnected && active !== document.body) scrollBy({ top: active.getBoundingClientRect().top - top, behavior: "instant" });
    announce(before, asked(box));
  }

  function announce(before, now) {
    const more = [...now].filter(([id]) => !before.has(id)), gone = [...before].filter(([id]) => !now.has(id));
    const list = (fields) => fields.slice(0, 3).map(([, label]) => label).join(", ") + (fields.length > 3 ? " …" : "");
    said.textContent = [more.length && form.dataset.asked.replace("%s", list(more)), gone.length && form.dataset.gone.replace("%s", list(gone))].filter(Boolean).join(". ");
  }

  // The keyboard goes where the button led.
  function arrive(box, button) {
    const [verb, name] = button.value.split(" ");
    const heads = tools.all(".rep-head > [id]", box);
    const bad = one(".field.bad :is(input, select, textarea):not([type=hidden])", box);
    const repeat = verb === "add" ? name : name?.replace(/\/\d+$/, "");
    const head = verb === "add" ? heads.filter((h) => h.id.startsWith(`f-${name}/`) && /^\d+$/.test(h.id.slice(name.length + 3))).pop() : document.getElementById(`f-${name}`);
    const card = head?.closest(".rep");
    const goal =
      bad ??
      (verb === "add" ? card && one(":is(input, select, textarea):not([type=hidden])", card) : verb === "remove" && card ? one(".sure button", card) : null) ??
      document.getElementById(`f-${repeat}`) ??
      one(".rep [id]", box);
    goal?.focus();
    goal?.scrollIntoView({ block: "nearest" });
  }

  form.addEventListener("input", ({ target }) => {
    const field = fieldOf(target);
    if (field) change(field);
    later(target.matches("textarea, input:not([type=radio], [type=checkbox])") ? 900 : 120);
  });
  form.addEventListener("focusout", ({ target, relatedTarget }) => {
    const field = fieldOf(target);
    if (field && !field.contains(relatedTarget) && (touched.has(field) || missed === field)) later(60);
  });
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (isAct(button)) {
      event.preventDefault();
      event.stopPropagation();
      if (busy) busy.then(() => setTimeout(() => send(button)));
      else send(button);
    } else if (busy) {
      event.preventDefault();
      event.stopPropagation();
      busy.then(() => form.requestSubmit(button?.isConnected ? button : undefined));
    } else clearTimeout(timer);
  });
}

// ---- signatures: strokes in a square of 1000 by 400, "M12 30 14 32 M…"
const STROKES_MAX = 19000;
function sign(pad) {
  if (pad.dataset.ready) return;
  pad.dataset.ready = "1";
  const input = document.getElementById(pad.dataset.sign);
  if (!tools.one("svg", pad)) pad.innerHTML = '<svg viewBox="0 0 1000 400" aria-hidden="true"><path/></svg>';
  const svg = tools.one("svg", pad), path = tools.one("path", pad);
  const again = Object.assign(document.createElement("button"), { type: "button", className: "small", textContent: pad.dataset.clear });
  let strokes = path.getAttribute("d") ?? "", last = null;

  const show = () => {
    path.setAttribute("d", strokes);
    pad.classList.toggle("drawn", strokes !== "");
    again.hidden = !strokes;
    input.hidden = Boolean(strokes);
  };
  const point = (event) => {
    const box = svg.getBoundingClientRect();
    const at = (value, from, size, max) => Math.max(0, Math.min(max, Math.round(((value - from) / size) * max)));
    return [at(event.clientX, box.x, box.width, 1000), at(event.clientY, box.y, box.height, 400)];
  };
  const draw = (event, start) => {
    const [x, y] = point(event);
    if (strokes.length > STROKES_MAX || (!start && Math.hypot(x - last[0], y - last[1]) < 4)) return;
    strokes += start ? `${strokes ? " " : ""}M${x} ${y} ${x} ${y}` : ` ${x} ${y}`;
    last = [x, y];
    show();
  };
  const end = () => {
    if (!last) return;
    last = null;
    input.value = strokes;
    changed(input);
  };
  pad.after(again);
  pad.classList.add("live");
  pad.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || event.button) return;
    event.preventDefault();
    pad.setPointerCapture(event.pointerId);
    draw(event, true);
  });
  pad.addEventListener("pointermove", (event) => last && draw(event, false));
  pad.addEventListener("pointerup", end);
  pad.addEventListener("pointercancel", end);
  again.addEventListener("click", () => {
    strokes = input.value = "";
    show();
    changed(input);
    input.focus();
  });
  show();
}

// ---- the place where the device is
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-place]");
  if (!button) return;
  const input = document.getElementById(button.dataset.place), out = button.parentElement.querySelector("[role=status]");
  out.textContent = "";
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      input.value = `${coords.latitude.toFixed(5)} ${coords.longitude.toFixed(5)}`;
      changed(input);
    },
    () => (out.textContent = button.dataset.failed),
    { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 },
  );
});
