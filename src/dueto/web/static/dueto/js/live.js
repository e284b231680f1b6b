// Parts marked `data-live` refresh when the server says that something changed.
// <body data-live-url="/live/"> and <section data-live hx-get="/board/score/" hx-trigger="live">…
// The event may name the parts: data "score numbers" refreshes [data-live~=score] and [data-live~=numbers]; empty data all.
const url = document.querySelector("[data-live-url]")?.dataset.liveUrl;
let source;

function refresh(names) {
  const chosen = names ? names.split(/\s+/).map((name) => `[data-live~="${CSS.escape(name)}"]`).join() : "[data-live]";
  for (const part of document.querySelectorAll(chosen)) {
    if (!part.contains(document.activeElement) || part.dataset.liveFocus === "keep") htmx.trigger(part, "live");
  }
}

function listen() {
  if (source || document.hidden) return;
  source = new EventSource(url);
  source.addEventListener("changed", (event) => refresh(event.data.trim()));
  // The browser comes back by itself after a break of the line; a refusal closes the source, so it is asked again.
  source.addEventListener("error", () => {
    if (source?.readyState !== EventSource.CLOSED) return;
    source = undefined;
    setTimeout(listen, 5000 + Math.random() * 5000);
  });
}

function pause() {
  source?.close();
  source = undefined;
}

if (url) {
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return pause();
    refresh("");
    listen();
  });
  addEventListener("pagehide", pause);
  listen();
}
