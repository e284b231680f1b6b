// The desk: the question after a call, the next one by swipe or arrow, and what is done without a line.
const words = document.getElementById("desk-words");
const word = (name) => words?.content.querySelector(`[data-word="${name}"]`)?.textContent ?? "";
const isDemo = words?.hasAttribute("data-demo");
const PLACE = "dueto-channel";

function toast(text) {
  const region = document.getElementById("toasts");
  if (!region || !text) return;
  const toast = document.createElement("div");
  toast.className = "toast";
  toast.dataset.toast = "";
  const line = document.createElement("p");
  line.textContent = text;
  const close = document.createElement("button");
  close.className = "button button-icon";
  close.type = "button";
  close.dataset.close = "";
  close.hidden = true;
  close.setAttribute("aria-label", "×");
  close.textContent = "×";
  toast.append(line, close);
  region.append(toast);
}

// Of several toasts the newest counts: on a telephone there is room for one.
const region = document.getElementById("toasts");
if (region) {
  new MutationObserver(() => {
    const toasts = [...region.querySelectorAll("[data-toast]:not(.is-leaving)")];
    toasts.slice(0, -1).forEach((old) => old.remove());
  }).observe(region, { childList: true });
}

function ask(channel) {
  const sheet = document.getElementById("result");
  const choice = sheet?.querySelector(`input[name="channel"][value="${channel}"]`);
  if (choice) choice.checked = true;
  if (sheet instanceof HTMLDialogElement && !sheet.open) sheet.showModal();
}

// After a tap on a channel the telephone takes over; on coming back the question is up already.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-channel]");
  if (!link) return;
  if (isDemo) {
    event.preventDefault();
    toast(word("demo"));
    return ask(link.dataset.channel);
  }
  const handoff = link.closest("[data-handoff]")?.dataset.handoff;
  sessionStorage.setItem(PLACE, JSON.stringify({ handoff, channel: link.dataset.channel }));
  setTimeout(back, 1500);
});

function back() {
  if (document.hidden) return;
  const kept = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
  if (!kept || document.querySelector("[data-handoff]")?.dataset.handoff !== kept.handoff) return;
  sessionStorage.removeItem(PLACE);
  ask(kept.channel);
}
document.addEventListener("visibilitychange", back);
addEventListener("pageshow", back);

// The next one and the one before: arrows on a keyboard, a swipe on glass.
function turn(where) {
  const address = document.getElementById("desk")?.dataset[where];
  if (address) location.assign(address);
}
document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest("input, textarea, select, dialog[open]")) return;
  if (event.key === "ArrowRight") turn("after");
  if (event.key === "ArrowLeft") turn("before");
});
let from;
document.addEventListener("touchstart", (event) => {
  const apart = event.target.closest("dialog, input, textarea, select, .tabs");
  from = event.touches.length === 1 && !apart ? event.touches[0] : undefined;
}, { passive: true });
document.addEventListener("touchend", (event) => {
  if (!from) return;
  const to = event.changedTouches[0];
  const x = to.clientX - from.clientX;
  if (Math.abs(x) > 80 && Math.abs(to.clientY - from.clientY) < 50) turn(x < 0 ? "after" : "before");
  from = undefined;
}, { passive: true });

// Without a line the worker keeps what is posted and sends it later; here it is only said.
if (words && "serviceWorker" in navigator) {
  navigator.serviceWorker.register(words.dataset.worker, { scope: "/" }).catch(() => {});
  const send = () => navigator.serviceWorker.ready.then((ready) => ready.active?.postMessage("send"));
  navigator.serviceWorker.addEventListener("message", (event) => {
    if (event.data.word === "waiting") return setTimeout(send, 3000);
    toast(word(event.data.word));
    if (event.data.word === "saved") document.querySelectorAll("dialog[open]").forEach((dialog) => dialog.close());
  });
  addEventListener("online", send);
  if (navigator.onLine) send();
}
