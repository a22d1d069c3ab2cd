"""Judging a page by axe-core: the rules of WCAG 2.2, levels A and AA, that a machine can check."""

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

_SOURCE = Path(__file__).resolve().parents[2] / "frontend/node_modules/axe-core/axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = """async (rules) => {
  const { violations } = await axe.run(document, { runOnly: rules });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
}"""


@cache
def _axe() -> str:
    return _SOURCE.read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """Every element that breaks a rule: the rule and the beginning of the element. Empty is good."""
    page.evaluate(_axe())
    found: list[str] = page.evaluate(_RUN, _RULES)
    return found


def is_too_wide(page: Page) -> bool:
    """Whether one must scroll sideways to read the page. A window just made smaller takes a frame to be laid out."""
    return bool(
        page.evaluate(
            """() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(
                document.documentElement.scrollWidth > document.documentElement.clientWidth))))"""
        )
    )


def hidden_focus(page: Page, *, steps: int) -> list[str]:
    """Press Tab so many times: the elements that take the focus without showing it."""
    unseen = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
              const element = document.activeElement;
              if (!element || element === document.body) return null;
              const { outlineStyle, outlineWidth } = getComputedStyle(element);
              return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 ? null : element.outerHTML.slice(0, 120);
            }"""
        )
        if seen:
            unseen.append(seen)
    return unseen
