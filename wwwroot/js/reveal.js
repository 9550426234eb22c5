// Shows a password while the person wants to see it. PasswordField.razor writes the buttons, which stay hidden without
// script. The button's name says what it does next, so nothing else announces the change.
for (const button of document.querySelectorAll("[data-reveal]")) {
  const field = document.getElementById(button.dataset.reveal);
  const show = isShown => {
    field.type = isShown ? "text" : "password";
    button.firstElementChild.textContent = isShown ? button.dataset.hide : button.dataset.show;
  };
  button.hidden = false;
  button.addEventListener("click", () => show(field.type === "password"));
  // Browsers keep what is typed into a field of text, and offer it again; they do not keep a password.
  field.form.addEventListener("submit", () => show(false));
  addEventListener("pagehide", () => show(false));
}
