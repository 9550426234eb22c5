// Copies what is shown once. CopyText.razor writes the buttons, which stay hidden where the browser cannot copy.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy);
    const said = button.nextElementSibling;
    try {
      await navigator.clipboard.writeText(text.textContent);
      said.textContent = button.dataset.copied;
    } catch {
      // The browser did not allow it. The text is then selected, to be copied by hand.
      getSelection().selectAllChildren(text);
    }
  });
}
