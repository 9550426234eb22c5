// Keeps what a person types in this tab until they send it, and puts it back when the page is opened again: after a lost
// connection, a new release, or an answer that never came. It never leaves the browser, and goes with the tab, with
// signing out, and with another person's sign-in. Passwords, codes, choices and files are not kept.
const name = "drafts";
const kept = "textarea, input:is([type=text], [type=search], [type=email], [type=url], [type=tel], [type=number], [type=date])";
const reader = document.getElementById("drafts").dataset.reader;
const navigation = performance.getEntriesByType("navigation")[0]?.type;
const storage = openStorage();

if (storage) {
  const drafts = read().filter(isStillOpen);
  write(drafts);
  for (const draft of drafts) putBack(draft);
  document.addEventListener("input", ({ target }) => { if (isKept(target)) keep(target); });
  document.addEventListener("submit", ({ target }) => send(target));
}

// A browser can refuse to keep anything. Then nothing is promised either: see .reconnect__kept in live.css.
function openStorage() {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

function read() {
  const all = JSON.parse(storage.getItem(name) ?? "null");
  return all?.reader === reader ? all.drafts : [];
}

// The mark on the document is what the page promises by, so it says what was really kept.
function write(drafts) {
  let fits = true;
  try {
    storage.setItem(name, JSON.stringify({ reader, drafts }));
  } catch {
    // The tab's share of storage is full.
    fits = false;
  }

  document.documentElement.toggleAttribute("data-draft", fits && drafts.some(draft => draft.page === location.pathname));
}

// A form that was sent is done with once the portal has answered with any page. "Back" means that it has not.
function isStillOpen(draft) {
  return !draft.sent || navigation === "back_forward";
}

function isKept(field) {
  return field.matches?.(kept) && field.form && field.name && !/password|one-time-code/.test(field.autocomplete);
}

function isOf(draft, field) {
  return draft.page === location.pathname && draft.form === formOf(field.form) && draft.field === field.name;
}

// Blazor tells the forms of a page apart by this hidden field; a form without one is known by where it goes.
function formOf(form) {
  return form.querySelector("[name=_handler]")?.value ?? `${form.method} ${form.getAttribute("action")}`;
}

function keep(field) {
  const drafts = read().filter(draft => !isOf(draft, field));
  if (field.value !== field.defaultValue) {
    drafts.push({
      page: location.pathname,
      form: formOf(field.form),
      field: field.name,
      text: field.value,
      was: field.defaultValue,
    });
  }

  write(drafts);
}

function send(form) {
  if (form.getAttribute("action")?.endsWith("/account/sign-out")) {
    storage.removeItem(name);
    return;
  }

  const fields = [...form.elements].filter(isKept);
  write(read().map(draft => (fields.some(field => isOf(draft, field)) ? { ...draft, sent: true } : draft)));
}

// A field that the portal has filled in otherwise since is left as it is. What was searched for is put back only where
// the same page is loaded again.
function putBack(draft) {
  const field = [...document.querySelectorAll(kept)].find(found => isKept(found) && isOf(draft, found));
  if (!field || field.defaultValue !== draft.was) return;
  if (field.form.method === "get" && navigation !== "reload") return;
  field.value = draft.text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  const note = document.getElementById("draft-note").content.cloneNode(true);
  if (!field.form.querySelector(".draft-note")) field.form.append(note);
}
