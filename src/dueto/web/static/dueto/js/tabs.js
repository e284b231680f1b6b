// On a narrow screen the tab that is chosen is where it can be seen.
for (const chosen of document.querySelectorAll(".tabs [aria-current]")) {
  const row = chosen.closest(".tabs");
  row.scrollLeft = chosen.offsetLeft - row.offsetLeft - (row.clientWidth - chosen.offsetWidth) / 2;
}
