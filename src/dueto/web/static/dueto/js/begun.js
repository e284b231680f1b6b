// Tells once that somebody begins to fill in a form, and nothing of what is typed.
for (const form of document.querySelectorAll("form[data-begun]")) {
  const tell = () => navigator.sendBeacon(form.dataset.begun, new URLSearchParams({ token: form.elements.token.value }));
  form.addEventListener("input", tell, { once: true });
}
