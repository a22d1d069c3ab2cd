/** The path through the menu, as words with arrows. */

import { h } from "../dom";
import type { PathStep } from "../types";
import { pick, t } from "../words";

export function pathLine(path: readonly PathStep[]): HTMLElement {
  const steps = path.map((step) =>
    h("li", {}, step.key ? h("kbd", {}, step.key) : null, h("span", {}, pick(step.label))),
  );
  return h(
    "div.path",
    {},
    h("span.label", {}, t("path")),
    steps.length ? h("ol", {}, ...steps) : h("span", {}, t("path_none")),
  );
}
