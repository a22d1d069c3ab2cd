/** Dialogs inside the document: asking for a reason, the list of keys, a story in place. */

import { h, type Child } from "../dom";
import { icon } from "../icons";
import { t, type WordKey } from "../words";

/** Opens a modal dialog; focus stays inside, Esc closes it, and focus goes back where it was. */
export function dialog(title: string, body: readonly Child[], { wide = false }: { wide?: boolean } = {}): HTMLDialogElement {
  const box = h(wide ? "dialog.wide" : "dialog", { "aria-label": title },
    h("header", {}, h("h2", {}, title),
      h("button.icon-key", { type: "button", "aria-label": t("close"), title: `${t("close")} (Esc)`, onclick: () => box.close() }, icon("close"))),
    h("div.dialog-body", {}, ...body.filter((child): child is Node => child instanceof Node)));
  const before = document.activeElement;
  box.addEventListener("close", () => {
    box.remove();
    if (before instanceof HTMLElement) before.focus();
  });
  document.body.append(box);
  box.showModal();
  return box;
}

/** Asks for a few words; null where the person thought better of it. */
export function askReason(title: string, question: string): Promise<string | null> {
  return new Promise((resolve) => {
    const field = h("input", { type: "text", required: true, maxlength: 200, id: "reason" });
    let given: string | null = null;
    const form = h("form", {
      method: "dialog",
      onsubmit: () => (given = field.value.trim() || null),
    }, h("label.field", { for: "reason" }, h("span", {}, question), field),
      h("div.dialog-foot", {}, h("button.plain", { type: "button", onclick: () => box.close() }, t("cancel")), h("button.primary", {}, t("show"))));
    const box = dialog(title, [form]);
    box.addEventListener("close", () => resolve(given));
    field.focus();
  });
}

const KEYS: readonly (readonly [keys: string, word: WordKey])[] = [
  ["Enter", "key_answer"],
  ["F9", "key_decline"],
  ["F2", "key_mute"],
  ["F4", "key_hold"],
  ["F9", "key_hang_up"],
  ["Ctrl+Enter", "key_finish"],
  ["F8", "key_ready"],
  ["/", "key_search"],
  ["↑ ↓", "key_choose"],
  ["Esc", "key_close"],
  ["?", "key_help"],
];

export function showKeys(): void {
  if (document.querySelector("dialog[open]")) return;
  dialog(t("keys_title"), [
    h("dl.keys", {}, ...KEYS.flatMap(([keys, word]) => [h("dt", {}, ...keys.split(" ").map((key) => h("kbd", {}, key))), h("dd", {}, t(word))])),
  ]);
}
