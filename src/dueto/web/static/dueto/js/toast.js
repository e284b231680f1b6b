// Toasts leave by themselves, unless somebody is reading or about to press.
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
      for (const node of change.addedNodes) if (node.matches?.("[data-toast]")) watch(node);
  }).observe(region, { childList: true });
}
