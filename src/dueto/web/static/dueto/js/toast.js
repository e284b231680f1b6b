// Toasts leave by themselves, unless somebody is reading or about to press. The same words stand there once.
const STAY = 7000;

function watch(toast) {
  const close = toast.querySelector("[data-close]");
  let timer;
  const leave = () => {
    if (toast.matches(":hover, :focus-within")) return wait();
    toast.classList.add("is-leaving");
    setTimeout(() => toast.remove(), 250);
  };
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(leave, STAY);
  };
  close.hidden = false;
  close.addEventListener("click", () => toast.remove());
  wait();
}

const region = document.getElementById("toasts");
if (region) {
  region.querySelectorAll("[data-toast]").forEach(watch);
  new MutationObserver((changes) => {
    for (const change of changes)
      for (const node of change.addedNodes)
        if (node.matches?.("[data-toast]")) {
          for (const other of region.querySelectorAll("[data-toast]"))
            if (other !== node && other.textContent === node.textContent) other.remove();
          watch(node);
        }
  }).observe(region, { childList: true });
  // What somebody did, and no answer came at all: the page stays as it is, and says so.
  document.addEventListener("htmx:error", ({ detail: { ctx, error } }) => {
    if (ctx?.sourceEvent?.isTrusted && !ctx.response && error?.name !== "AbortError")
      region.append(document.getElementById("no-line").content.cloneNode(true));
  });
}
