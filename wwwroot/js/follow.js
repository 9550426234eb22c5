// A live part of a page follows the form beside it: while a person types or ticks, it shows what they would get. The form
// itself stays as the portal sent it, so nothing that was typed is lost when the connection comes up, and the page works
// without this. [data-follow=address] also keeps the choice in the address and follows links to this page: chips, the
// picture, older disclosures.
const pause = 250;

for (const place of document.querySelectorAll("[data-follow]")) follow(place);

function follow(place) {
  const form = place.matches("form") ? place : place.querySelector("form");
  if (!form) return;
  const inAddress = place.dataset.follow === "address";
  // What the form says before anything is typed, and what the page shows. They differ on a page of older disclosures.
  const first = inAddress ? read(form, inAddress).toString() : "";
  let asked = inAddress ? new URLSearchParams(location.search).toString() : "";
  let shown = null;
  let waiting;
  // The id of where the focus goes once the answer is there: "" for what was found, null for nowhere.
  let goal = null;

  form.addEventListener("input", ({ target }) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => show(read(form, inAddress), "replaceState"), target.type === "search" ? pause : 0);
  });

  new MutationObserver(onRendered).observe(place, { subtree: true, childList: true, attributeFilter: ["data-shown"] });

  if (inAddress) {
    form.addEventListener("submit", event => {
      if (!field()) return;
      event.preventDefault();
      clearTimeout(waiting);
      show(read(form, inAddress), "replaceState", "");
    });
    place.addEventListener("click", event => {
      const url = addressOf(event);
      if (!url || !field()) return;
      event.preventDefault();
      fill(form, url.searchParams);
      clearTimeout(waiting);
      // A chip takes something away from the whole page; other links name the part of it that they change.
      show(url.searchParams, "pushState", event.target.closest(".chosen") ? "" : url.hash.slice(1));
    });
    addEventListener("popstate", () => {
      const chosen = new URLSearchParams(location.search);
      fill(form, chosen);
      clearTimeout(waiting);
      show(chosen);
    });
  }

  // What the live part listens to. It is there, and listens, once the connection is up.
  function field() {
    return place.querySelector("[data-interactive=true] [data-ask]");
  }

  function show(chosen, how, to = null) {
    const query = chosen.toString();
    if (inAddress && how) history[how](null, "", location.pathname + (query ? `?${query}` : ""));
    goal = to;
    if (query === asked) moveFocus();
    else if (field()) ask(query);
  }

  function ask(query) {
    asked = query;
    const listener = field();
    listener.value = query ? `?${query}` : "";
    listener.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // Where the reader goes once what they chose is shown: what they pressed may be gone by then.
  function moveFocus() {
    if (goal === null) return;
    const status = place.querySelector("[role=status]");
    const target = document.getElementById(goal) ?? status;
    target?.focus({ preventScroll: true });
    // The count stands above what was pressed, and what was pressed stays where it is.
    if (target !== status) target.scrollIntoView();
    goal = null;
  }

  function onRendered() {
    const live = place.querySelector("[data-shown]");
    if (live && live.dataset.shown !== shown) {
      shown = live.dataset.shown;
      place.querySelector("[data-first]")?.remove();
      moveFocus();
    } else if (field() && shown === null) {
      // Something was typed or ticked before the connection was up.
      const typed = read(form, inAddress).toString();
      if (typed !== first && typed !== asked) ask(typed);
    }
  }

  // A plain press on a link to this page.
  function addressOf(event) {
    const link = event.target.closest("a[href]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return null;
    const url = new URL(link.getAttribute("href"), document.baseURI);
    return url.origin === location.origin && url.pathname === location.pathname ? url : null;
  }
}

// What is chosen, with what only the address knows. A choice starts its list from the beginning.
function read(form, inAddress) {
  const chosen = new URLSearchParams(inAddress ? location.search : "");
  const fields = [...form.elements].filter(isChoice);
  for (const name of ["before", ...fields.map(field => field.name)]) chosen.delete(name);
  for (const field of fields) {
    const counts = !/radio|checkbox/.test(field.type) || field.checked;
    if (counts && field.value) chosen.append(field.name, field.value);
  }

  return chosen;
}

// The portal's own fields and longer texts are none of its business.
function isChoice(field) {
  return field.name && !field.name.startsWith("_") && !field.matches("textarea, button, fieldset");
}

// A text that is changed here says so, so that what was typed is not put back when the page is loaded again: see drafts.js.
function fill(form, chosen) {
  for (const field of [...form.elements].filter(isChoice)) {
    if (field.type === "checkbox") {
      field.checked = chosen.getAll(field.name).includes(field.value);
      continue;
    }

    const value = chosen.get(field.name) ?? "";
    if (field.value === value) continue;
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
