// Tells Dueto what visitors of this site do. What it sends, what it keeps and when it keeps quiet: docs/tracking.md
(() => {
  "use strict";
  const tag = document.currentScript || document.querySelector('script[src*="dueto.js"]');
  const early = window.dueto;
  if (!tag || (early && !Array.isArray(early))) return;

  const { endpoint = "/hit", consent: asks, domain } = tag.dataset;
  const door = new URL(endpoint, tag.src).href;
  const mustAsk = asks === "required";
  const refuses = navigator.globalPrivacyControl || [navigator.doNotTrack, window.doNotTrack].includes("1");
  const files = /\.(pdf|docx?|xlsx?|pptx?|od[tsp]|csv|zip|rar|7z|gz|epub|mp[34]|dmg|exe|apk)$/i;
  const months13 = 34128000;
  const most = 50;

  let answered, visitor, page, counted = [], before = document.referrer;
  let waiting = [], isSending, pause, failures = 0;

  // A browser may forbid to keep anything; then an id lives as long as its page.
  const kept = (place, name, value) => {
    try {
      const storage = window[place];
      if (value === undefined) return storage.getItem("dueto_" + name);
      if (value === null) storage.removeItem("dueto_" + name);
      else storage.setItem("dueto_" + name, value);
    } catch {}
  };
  const local = (name, value) => kept("localStorage", name, value);
  const session = (name, value) => kept("sessionStorage", name, value);
  const cookie = (value, age) => {
    document.cookie = `dueto_visitor=${value};path=/;max-age=${age};samesite=lax` +
      (domain ? ";domain=" + domain : "") + (location.protocol === "https:" ? ";secure" : "");
  };

  const answer = () => local("consent") || answered;
  const may = () => !refuses && (mustAsk ? answer() === "yes" : answer() !== "no");

  const know = () => {
    const [, known] = document.cookie.match(/(?:^|; )dueto_visitor=([\w.:-]+)/) || [];
    visitor = known || local("visitor") || visitor ||
      Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
    cookie(visitor, months13);
    local("visitor", visitor);
    if (!session("first_page")) {
      session("first_page", location.href);
      session("referrer", document.referrer);
    }
  };
  const forget = () => {
    visitor = page = undefined;
    waiting = [];
    counted = [];
    cookie("", 0);
    ["visitor", "queue"].map((name) => local(name, null));
    ["first_page", "referrer"].map((name) => session(name, null));
  };

  // Only fetch tells whether a hit got in, so it goes first; beacons are for what is left when the page goes away.
  // Going away breaks off the fetch, but not what it sends: only if the page is still there a moment later did it fail.
  const body = ([at, hit]) => JSON.stringify({ ...hit, t: Date.now() - at });
  const flush = async () => {
    if (isSending || pause) return;
    isSending = true;
    while (waiting.length && !pause) {
      const hit = waiting.shift();
      const got = await fetch(door, { method: "POST", body: body(hit), keepalive: true, credentials: "omit" })
        .catch(() => new Promise((goOn) => setTimeout(goOn, 300)));
      if (got && got.status < 500 && got.status !== 429) {
        failures = 0;
      } else if (visitor) {
        waiting.unshift(hit);
        const seconds = Math.max((got && got.headers.get("retry-after")) || 5, Math.min(2 ** failures++, 300));
        pause = setTimeout(() => { pause = 0; flush(); }, 1000 * seconds);
      }
    }
    isSending = false;
  };
  const queue = () => {
    try {
      return JSON.parse(local("queue")) || [];
    } catch {
      return [];
    }
  };
  const takeUp = () => {
    waiting = [...queue(), ...waiting].slice(-most);
    local("queue", null);
    flush();
  };
  const putDown = () => {
    const left = waiting.filter((hit) => failures || !navigator.sendBeacon(door, body(hit)));
    waiting = [];
    if (left.length) local("queue", JSON.stringify([...queue(), ...left].slice(-most)));
  };

  const send = (more) => {
    if (!may()) return;
    const c = answer() === "yes" || undefined;
    const s = screen.width + "x" + screen.height;
    const hit = { v: visitor, u: location.href, r: before || undefined, l: navigator.language, s, c, ...more };
    waiting = [...waiting, [Date.now(), hit]].slice(-most);
    flush();
  };

  // A hash is a page only where it is written as a path; rewriting the query leaves the visitor on the same page.
  const visit = (isRewritten) => {
    if (!may()) return;
    const path = location.pathname + (/^#[!/]/.test(location.hash) ? location.hash : "");
    const now = [path, path + location.search];
    const isSame = now[0] === counted[0] && (isRewritten || now[1] === counted[1]);
    counted = now;
    if (isSame) return;
    if (page) before = page;
    page = location.href;
    send();
  };
  const download = ({ target }) => {
    const link = target.closest && target.closest("a[href]");
    if (!link || !/^http/.test(link.protocol)) return;
    const named = link.dataset.duetoDownload;
    if (named !== undefined || files.test(link.pathname)) send({ k: "download", i: named || link.pathname });
  };
  const fill = () => {
    const values = { visitor, first_page: session("first_page") || page, referrer: session("referrer") };
    for (const name in values)
      for (const input of document.querySelectorAll(`input[type=hidden][name=dueto_${name}]`))
        input.value = (visitor && values[name]) || "";
  };
  // A form in a frame of another address learns of the visitor by its own address, once, before anybody has typed.
  const frames = () => {
    if (!visitor) return;
    for (const frame of document.querySelectorAll("iframe[data-dueto-form]")) {
      const src = new URL(frame.src);
      const told = { visitor, first_page: session("first_page") || page, referrer: session("referrer") };
      for (const name in told) src.searchParams.set("dueto_" + name, told[name] || "");
      frame.src = src;
    }
  };
  const start = () => {
    if (may()) {
      know();
      takeUp();
      visit();
    } else forget();
    fill();
  };

  window.dueto = {
    event: (name, data) => send({ k: "event", i: String(name), d: data }),
    identify: (id) => send({ k: "identify", i: String(id) }),
    consent: (given) => {
      if (refuses) return;
      answered = given ? "yes" : "no";
      local("consent", given || !mustAsk ? answered : null);
      start();
    },
  };

  for (const name of ["pushState", "replaceState"]) {
    const original = history[name];
    history[name] = function (...all) {
      original.apply(this, all);
      visit(name === "replaceState");
    };
  }
  addEventListener("popstate", () => visit());
  addEventListener("pagehide", putDown);
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    counted = [];
    start();
  });
  addEventListener("visibilitychange", () => (document.hidden ? putDown() : may() && takeUp()));
  for (const kind of ["click", "auxclick"]) addEventListener(kind, download, true);
  for (const kind of ["DOMContentLoaded", "focusin", "submit"]) addEventListener(kind, fill, true);

  const begin = () => {
    start();
    for (const [name, ...all] of early || []) window.dueto[name](...all);
    frames();
  };
  if (document.prerendering) document.addEventListener("prerenderingchange", begin, { once: true });
  else begin();
})();
