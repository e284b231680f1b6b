// Sheets are sections of the page; with script each becomes a dialog, opened by [data-opens] or at once by [data-open].
function toDialog(section) {
  const dialog = document.createElement("dialog");
  for (const { name, value } of section.attributes) dialog.setAttribute(name, value);
  dialog.append(...section.childNodes);
  section.replaceWith(dialog);
  window.htmx?.process(dialog);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
  });
  if (dialog.hasAttribute("data-open")) dialog.showModal();
  return dialog;
}

function prepare(root) {
  if (root.matches?.("section[data-sheet]")) return toDialog(root);
  root.querySelectorAll?.("section[data-sheet]").forEach(toDialog);
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  const dialog = opener && document.getElementById(opener.dataset.opens);
  if (dialog instanceof HTMLDialogElement) {
    event.preventDefault();
    dialog.showModal();
  }
});
// What htmx has just brought; its attributes are on the section, so the dialog is processed again.
document.addEventListener("htmx:after:process", ({ target }) => {
  if (target !== document.body) prepare(target);
});
prepare(document.body);
