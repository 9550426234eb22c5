// Asks the browser for a passkey when a form that takes one is sent, and sends it along. Without this the form stays hidden, and the other ways stand beside it.
const able = typeof window.PublicKeyCredential?.parseCreationOptionsFromJSON === "function" && typeof PublicKeyCredential.parseRequestOptionsFromJSON === "function";

for (const form of able ? document.querySelectorAll("form[data-passkey]") : []) {
  form.closest("[hidden]").hidden = false;
  form.addEventListener("submit", event => {
    event.preventDefault();
    ask(form);
  });
}

async function ask(form) {
  const button = form.querySelector("button");
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  tell(form, null);
  try {
    const answer = await fetch(form.dataset.options, { method: "POST", body: new URLSearchParams([["__RequestVerificationToken", form.elements.__RequestVerificationToken.value]]) });
    if (!answer.ok) throw new Error("the portal gave no options");
    form.elements.Credential.value = JSON.stringify(await credential(form.dataset.passkey, await answer.json()));
    form.submit();
  } catch {
    // Called off, timed out, or none here: a browser does not say which.
    tell(form, form.dataset.failed);
    button.removeAttribute("aria-disabled");
  }
}

function credential(act, options) {
  return act === "create"
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}

function tell(form, text) {
  form.querySelector("[role=status]").textContent = text ?? "";
}
