// What is ticked stays ticked while one pages through a list; another list begins with nothing.
const KEPT = "dueto-picked";
const form = () => document.querySelector("form[data-picks]");
const boxes = () => [...form().querySelectorAll('input[name="person"]')];

function picked() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  return new Set(kept?.list === form().dataset.picks ? kept.ids : []);
}

function show(ids) {
  sessionStorage.setItem(KEPT, JSON.stringify({ list: form().dataset.picks, ids: [...ids] }));
  for (const box of boxes()) box.checked = ids.has(box.value);
  form().querySelector("[data-picked]").textContent = ids.size ? `(${ids.size})` : "";
  const all = form().querySelector("[data-all]");
  all.closest("label").hidden = false;
  all.checked = boxes().length > 0 && boxes().every((box) => box.checked);
}

function begin() {
  if (form()) show(picked());
}

document.addEventListener("change", ({ target }) => {
  if (!target.closest("form[data-picks]")) return;
  const ids = picked();
  for (const box of target.matches("[data-all]") ? boxes() : [target]) {
    if (target.checked) ids.add(box.value);
    else ids.delete(box.value);
  }
  show(ids);
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-picks]") || event.submitter?.name === "of") return;
  const here = new Set(boxes().map((box) => box.value));
  for (const id of picked()) {
    if (here.has(id)) continue;
    const elsewhere = document.createElement("input");
    Object.assign(elsewhere, { type: "hidden", name: "person", value: id });
    event.target.append(elsewhere);
  }
});
document.addEventListener("htmx:after:swap", begin);
window.addEventListener("pageshow", begin);
