// Asks the browser for a passkey when a passkey form is submitted, and posts it with the form.
// Without this script the form stays hidden. The page offers other ways to sign in.
const able = typeof window.PublicKeyCredential?.parseCreationOptionsFromJSON === "function"
  && typeof PublicKeyCredential.parseRequestOptionsFromJSON === "function";

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
    const token = form.elements.__RequestVerificationToken.value;
    const answer = await fetch(form.dataset.options, {
      method: "POST",
      body: new URLSearchParams([["__RequestVerificationToken", token]]),
    });
    if (!answer.ok) throw new Error("the portal sent no passkey options");
    form.elements.Credential.value = JSON.stringify(await credential(form.dataset.passkey, await answer.json()));
    form.submit();
  } catch {
    // Cancelled, timed out or no passkey on this device. The browser does not say which.
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
