/** The bottom strip: other work in hand. */

import { h } from "../dom";
import { t } from "../words";

export function strip(root: HTMLElement, follows: () => boolean): () => void {
  const words = h("span");
  root.replaceChildren(h("strong", {}, t("other_work")), words);
  return () => {
    words.textContent = follows() ? t("live_follow") : t("other_work_none");
  };
}
