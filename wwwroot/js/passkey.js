// When a form with a passkey is submitted, asks the browser for the passkey and submits it with the form.
// Without this script or without passkeys the form stays hidden; the other ways to sign in are on the same page.
const isSupported =
  typeof window.PublicKeyCredential?.parseCreationOptionsFromJSON === "function" &&
  typeof PublicKeyCredential.parseRequestOptionsFromJSON === "function";

for (const form of isSupported ? document.querySelectorAll("form[data-passkey]") : []) {
  form.closest("[hidden]").hidden = false;
  form.addEventListener("submit", event => {
    event.preventDefault();
    submitWithPasskey(form);
  });
}

async function submitWithPasskey(form) {
  const button = form.querySelector("button");
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  showStatus(form, null);
  try {
    const token = form.elements.__RequestVerificationToken.value;
    const body = new URLSearchParams([["__RequestVerificationToken", token]]);
    const response = await fetch(form.dataset.options, { method: "POST", body });
    if (!response.ok) throw new Error("The portal returned no options.");
    form.elements.Credential.value = JSON.stringify(await getCredential(form.dataset.passkey, await response.json()));
    form.submit();
  } catch {
    // The person cancelled, the time ran out, or there is no passkey: a browser does not say which.
    showStatus(form, form.dataset.failed);
    button.removeAttribute("aria-disabled");
  }
}

function getCredential(action, options) {
  return action === "create"
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}

function showStatus(form, text) {
  form.querySelector("[role=status]").textContent = text ?? "";
}
