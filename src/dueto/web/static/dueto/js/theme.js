// The reader's choice of light or dark, kept in a cookie so that the server writes it and nothing flashes.
const YEAR = 31536000;
const choice = document.querySelector("[data-theme-choice]");

function show() {
  const now = document.documentElement.dataset.theme ?? "";
  for (const button of choice.querySelectorAll("button")) button.setAttribute("aria-pressed", button.value === now);
}

if (choice) {
  choice.hidden = false;
  choice.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.value) document.documentElement.dataset.theme = button.value;
    else delete document.documentElement.dataset.theme;
    document.cookie = `theme=${button.value}; path=/; max-age=${button.value ? YEAR : 0}; samesite=lax`;
    show();
  });
  show();
}
