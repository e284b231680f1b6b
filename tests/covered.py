"""Whether what can be pressed on a page is what answers there: nothing invisible may lie above it.

A message that goes by itself may, and while a dialog is open only what is in it is asked.
"""

from __future__ import annotations

from typing import Final, cast

from playwright.sync_api import Page

LOOK: Final = """() => {
  const hidden = (one) => one.closest('details:not([open])')
      && !(one.matches('summary') && !one.parentElement.parentElement.closest('details:not([open])'));
  const found = [];
  const open = document.querySelector('dialog:modal') ?? document.querySelector('main') ?? document.body;
  for (const one of open.querySelectorAll('a[href], button, summary, input, select, textarea')) {
    if (hidden(one) || one.closest('svg')) continue;
    one.scrollIntoView({block: 'center', inline: 'center', behavior: 'instant'});
    const box = one.getClientRects()[0];
    if (!box || box.width < 2 || box.height < 2) continue;
    const above = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    if (!above || one.contains(above) || above.contains(one) || above.closest('label, #toasts')) continue;
    found.push(`${(one.innerText || one.name || one.tagName).slice(0, 40)} lies under ${above.outerHTML.slice(0, 80)}`);
  }
  scrollTo(0, 0);
  return found;
}"""


def covered(page: Page) -> list[str]:
    """Return what can be seen and cannot be pressed in its middle, because something else lies above it."""
    return cast("list[str]", page.evaluate(LOOK))
