// What was sent and came back begins where something is wrong.
const CONTROL = ':is(input:not([type="hidden"]), select, textarea)';
const WRONG = `form[method="post"] :is([aria-invalid="true"], :is(fieldset, .field):has(.field-error) ${CONTROL})`;
const REFUSED = 422;

const begin = (within) => within.querySelector(WRONG)?.focus();

begin(document.querySelector("main"));
document.addEventListener("htmx:after:swap", ({ detail }) => {
  if (detail.ctx?.response?.status === REFUSED) begin(document.querySelector("dialog[open]") ?? document);
});
