"use strict";
(() => {
  const bar = document.querySelector("search");
  if (!bar) return;
  const words = bar.querySelector("input");
  const verdict = bar.querySelector("select");
  const found = bar.querySelector("output");
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const people = [...document.querySelectorAll("#list > li")].map((row) => ({
    row,
    kind: row.dataset.kind,
    text: fold(row.querySelector("summary").textContent + " " + row.querySelector(".small").textContent),
  }));

  const filter = () => {
    const wanted = fold(words.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { row, kind, text } of people) {
      const fits = (!verdict.value || kind === verdict.value) && wanted.every((word) => text.includes(word));
      row.hidden = !fits;
      if (fits) count += 1;
    }
    const isAll = !verdict.value && !wanted.length;
    found.textContent = isAll ? "" : count ? found.dataset.some.replace("{found}", count) : found.dataset.none;
  };
  words.addEventListener("input", filter);
  verdict.addEventListener("change", filter);
  bar.hidden = false;

  const show = (kind) => {
    words.value = "";
    verdict.value = kind;
    filter();
  };
  for (const link of document.querySelectorAll("a[data-kind]")) {
    link.addEventListener("click", () => show(link.dataset.kind));
  }
  const open = () => {
    const row = /^#p\d+$/.test(location.hash) && document.querySelector(location.hash);
    if (!row) return;
    if (row.hidden) show("");
    row.querySelector("details").open = true;
    row.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", open);
  open();

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
  });
})();
