/** The dialog in which a result is noted. */

import { h, type Child } from "../dom";
import { dialog } from "../parts/dialogs";
import { t } from "../words";

export interface Noted {
  readonly result: string;
  readonly note: string;
}

export interface Question {
  readonly title: string;
  /** Code and words of the results to choose from; one alone is not asked for. */
  readonly results: readonly (readonly [code: string, words: string])[];
  readonly noteLabel: string;
  readonly noteRequired?: boolean;
}

/** Asks for the result and a note; null where the person thought better of it. */
export function askResult({ title, results, noteLabel, noteRequired = false }: Question): Promise<Noted | null> {
  return new Promise((resolve) => {
    let noted: Noted | null = null;
    const choices = results.map(([code, words], place) => {
      const input = h("input", { type: "radio", name: "result", value: code, checked: place === 0 });
      return { input, line: h("label.choice", {}, input, words) };
    });
    const note = h("textarea", { rows: 3, maxlength: 1000, required: noteRequired, id: "to-do-note" });
    const chosen = (): string => choices.find(({ input }) => input.checked)?.input.value ?? "";
    const parts: Child[] = [
      choices.length > 1 ? h("fieldset.choices", {}, h("legend", {}, t("how_not_reached")), ...choices.map(({ line }) => line)) : null,
      h("label.field", { for: "to-do-note" }, h("span", {}, noteLabel), note),
      h("div.dialog-foot", {}, h("button.plain", { type: "button", onclick: () => box.close() }, t("cancel")), h("button.primary", {}, t("save"))),
    ];
    const form = h("form.asked", { method: "dialog", onsubmit: () => (noted = { result: chosen(), note: note.value.trim() }) }, ...parts);
    const box = dialog(title, [form]);
    box.addEventListener("close", () => resolve(noted));
    (choices.length > 1 ? choices[0]?.input : note)?.focus();
  });
}
