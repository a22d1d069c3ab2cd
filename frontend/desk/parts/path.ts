/** The path through the menu, as words with arrows. */

import { h, memo } from "../dom";
import type { DeskState } from "../state";
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

/** The path under the call bar, while the call lasts and in the wrap-up. */
export function workPath(root: HTMLElement): (state: DeskState) => void {
  const draw = memo<readonly PathStep[]>(root, (path) => [pathLine(path)]);
  return ({ snapshot }) => draw(snapshot?.context?.path ?? []);
}
