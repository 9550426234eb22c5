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
  let told = inAddress ? read(form, inAddress).toString() : "";
  let shown = null;
  let waiting;
  let landing = null;

  form.addEventListener("input", ({ target }) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => show(read(form, inAddress), history.replaceState), target.type === "search" ? pause : 0);
  });

  new MutationObserver(renew).observe(place, { subtree: true, childList: true, attributeFilter: ["data-shown"] });

  if (inAddress) {
    form.addEventListener("submit", event => {
      if (!field()) return;
      event.preventDefault();
      clearTimeout(waiting);
      show(read(form, inAddress), history.replaceState, "");
    });
    place.addEventListener("click", event => {
      const url = addressOf(event);
      if (!url || !field()) return;
      event.preventDefault();
      clearTimeout(waiting);
      fill(form, url.searchParams);
      show(url.searchParams, history.pushState, event.target.closest(".pager") ? url.hash : "");
    });
    addEventListener("popstate", () => {
      const chosen = new URLSearchParams(location.search);
      fill(form, chosen);
      show(chosen);
    });
  }

  // What the live part listens to. It is there, and listens, once the connection is up.
  function field() {
    return place.querySelector("[data-interactive=true] [data-ask]");
  }

  function show(chosen, remember, hash = null) {
    const query = chosen.toString();
    if (inAddress && remember) remember.call(history, null, "", location.pathname + (query ? `?${query}` : ""));
    landing = hash;
    if (query === told) settle();
    else if (field()) tell(query);
  }

  function tell(query) {
    told = query;
    const listener = field();
    listener.value = query ? `?${query}` : "";
    listener.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // Where the reader goes once what they chose is shown: what they pressed may be gone by then.
  function settle() {
    if (landing === null) return;
    place.querySelector("[role=status]")?.focus({ preventScroll: true });
    if (landing) document.querySelector(landing)?.scrollIntoView();
    landing = null;
  }

  function renew() {
    const live = place.querySelector("[data-shown]");
    if (live && live.dataset.shown !== shown) {
      shown = live.dataset.shown;
      place.querySelector("[data-first]")?.remove();
      settle();
    } else if (field() && shown === null && read(form, inAddress).toString() !== told) {
      // Something was typed or ticked before the connection was up.
      tell(read(form, inAddress).toString());
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

function fill(form, chosen) {
  for (const field of [...form.elements].filter(isChoice)) {
    if (field.type === "checkbox") field.checked = chosen.getAll(field.name).includes(field.value);
    else field.value = chosen.get(field.name) ?? "";
  }
}
