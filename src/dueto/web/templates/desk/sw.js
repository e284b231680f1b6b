// Keeps the desk readable and its answers safe without a line. What is posted to a hand-off while the network is away
// waits here in order, and is sent once it is back; the server takes each at most once.
const PAGES = "dueto-desk";
const DESK = "{{ desk|escapejs }}";
const POSTED = /^\/handoffs\/\d+\/(acceptance|return|attempts|plan|opportunity|outcome|question)\/$/;
const LEAVING = /^\/(logout|enter|accounts\/log(in|out))\/$/;

function queue(mode, use) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("dueto-desk", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("posted", { autoIncrement: true });
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const doing = opening.result.transaction("posted", mode);
      const asked = use(doing.objectStore("posted"));
      doing.oncomplete = () => { opening.result.close(); resolve(asked?.result); };
      doing.onerror = () => reject(doing.error);
    };
  });
}

async function say(word) {
  for (const client of await self.clients.matchAll()) client.postMessage({ word });
}

async function post(request) {
  const kept = { url: request.url, body: await request.clone().text(), type: request.headers.get("Content-Type") };
  try {
    return await fetch(request);
  } catch {
    await queue("readwrite", (store) => store.add(kept));
    await say("saved");
    self.registration.sync?.register("send").catch(() => {});
    if (request.headers.get("HX-Request")) return new Response(null, { status: 204 });
    const back = new URL(request.referrer || DESK, self.location.origin);
    return Response.redirect(back.href, 303);
  }
}

async function page(request) {
  const cache = await caches.open(PAGES);
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) await cache.put(request, answer.clone());
    else if (answer.type === "opaqueredirect" || answer.status === 403 || answer.status === 404) await caches.delete(PAGES);
    return answer;
  } catch (absent) {
    const kept = (await cache.match(request)) ?? (await cache.match(DESK));
    if (kept) return kept;
    throw absent;
  }
}

let sending;
async function send() {
  const keys = await queue("readonly", (store) => store.getAllKeys());
  let sent = 0;
  for (const key of keys) {
    const kept = await queue("readonly", (store) => store.get(key));
    if (!kept) continue;
    let answer;
    try {
      answer = await fetch(kept.url, { method: "POST", body: kept.body, headers: { "Content-Type": kept.type }, credentials: "same-origin" });
    } catch {
      answer = undefined;
    }
    const isLoggedOut = answer?.redirected && new URL(answer.url).pathname.startsWith("/accounts/");
    if (!answer || answer.status >= 500 || answer.status === 403 || isLoggedOut) {
      await say("waiting");
      break;
    }
    await queue("readwrite", (store) => store.delete(key));
    if (answer.ok) sent += 1;
    else await say("refused");
  }
  if (sent) await say("sent");
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => {
  if (event.data !== "send") return;
  sending = (sending ?? Promise.resolve()).then(send, send);
  event.waitUntil(sending);
});
self.addEventListener("sync", (event) => {
  if (event.tag !== "send") return;
  sending = (sending ?? Promise.resolve()).then(send, send);
  event.waitUntil(sending);
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method === "POST" && LEAVING.test(url.pathname)) event.waitUntil(caches.delete(PAGES));
  if (request.method === "POST" && url.pathname === "/logout/") event.waitUntil(queue("readwrite", (store) => store.clear()));
  if (request.method === "POST" && POSTED.test(url.pathname)) event.respondWith(post(request));
  const isDesk = url.pathname.startsWith(DESK) || url.pathname.startsWith("/handoffs/");
  const isLook = url.pathname.startsWith("/static/");
  if (request.method === "GET" && ((isDesk && request.mode === "navigate") || isLook)) event.respondWith(page(request));
});
