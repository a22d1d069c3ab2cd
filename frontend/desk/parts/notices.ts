/** Problems, in words, where the eye is: they stay until read or for ten seconds. */

import { h } from "../dom";
import { icon } from "../icons";
import { t } from "../words";

const STAY_MS = 10_000;

export class Notices {
  #root: HTMLElement;

  constructor(root: HTMLElement) {
    this.#root = root;
  }

  show(words: string): void {
    if ([...this.#root.children].some((child) => child.querySelector("span")?.textContent === words)) return;
    const notice = h("div.notice", { role: "alert" }, icon("alert"), h("span", {}, words),
      h("button.icon-key", { type: "button", "aria-label": t("close"), onclick: () => notice.remove() }, icon("close")));
    this.#root.append(notice);
    window.setTimeout(() => notice.remove(), STAY_MS);
  }

  /** What was wrong has been put right: nothing of it stays on the screen. */
  clear(): void {
    this.#root.replaceChildren();
  }

  problem = (error: unknown): void => this.show(error instanceof Error ? error.message : t("problem_server"));
}
