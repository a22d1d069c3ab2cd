/** The inquiry form: one matter for each question. The same form during the call and in the wrap-up. */

import { Draft, type MatterDraft } from "../draft";
import { h, memo, type Child } from "../dom";
import { icon } from "../icons";
import type { DeskState } from "../state";
import type { MatterGroup } from "../types";
import { pick, t } from "../words";

export const DISPOSITIONS = ["answered", "referred", "callback_promised", "unreachable", "nuisance", "other"] as const;

export interface FormActions {
  readonly matterTypes: readonly MatterGroup[];
  readonly draftOf: (interaction: string) => Draft;
  readonly finish: (next: "ready" | "not_ready") => void;
}

interface Drawn {
  readonly draft: Draft;
  readonly over: boolean;
}

/** Draws the form; the second function draws it again after the draft was changed from elsewhere. */
export function form(root: HTMLElement, actions: FormActions): { update: (state: DeskState) => void; redraw: () => void } {
  let turn = 0;
  let shown: Drawn | null = null;
  const redraw = (): void => {
    turn += 1;
    if (shown) draw(shown, [turn, shown.over, shown.draft.interaction]);
  };
  const draw = memo<Drawn>(root, (drawn) => sheet(drawn, actions, redraw));
  return {
    redraw,
    update: ({ snapshot }) => {
      const work = snapshot?.work;
      if (!work) return;
      shown = { draft: actions.draftOf(work.interaction), over: work.served_to !== null };
      draw(shown, [turn, shown.over, work.interaction]);
    },
  };
}

function sheet({ draft, over }: Drawn, actions: FormActions, redraw: () => void): Child[] {
  return [
    h("h2.section", {}, t("form")),
    h("div.matters", {}, ...draft.matters.map((_, index) => matter(draft, index, actions, redraw))),
    h(
      "div.form-foot",
      {},
      h("button.quiet-key", { type: "button", onclick: () => (draft.add(), redraw()) }, icon("plus"), t("add_matter")),
      h("span.hint", {}, t(over ? "draft_kept" : "finish_later")),
      h("span.grow"),
      h("button.plain", { type: "button", disabled: !over, onclick: () => actions.finish("not_ready") }, t("finish_off")),
      h("button.primary", { type: "button", disabled: !over, title: "Ctrl+Enter", onclick: () => actions.finish("ready") }, t("finish_ready")),
    ),
  ];
}

function matter(draft: Draft, index: number, actions: FormActions, redraw: () => void): HTMLElement {
  const data = draft.matters[index] as MatterDraft;
  const several = draft.matters.length > 1;
  const note = h("textarea", { rows: 3, id: `note-${index}`, placeholder: t("note_hint"), maxlength: 4000 });
  note.value = data.note;
  note.addEventListener("input", () => {
    data.note = note.value;
    draft.save();
  });
  return h(
    "fieldset.matter",
    { "data-n": index + 1, onfocusin: () => (draft.active = index) },
    h("legend", {}, t("matter", { n: index + 1 }),
      several ? h("button.link", { type: "button", onclick: () => (draft.remove(index), redraw()) }, t("remove_matter")) : null),
    h("div.pair", {}, typeField(draft, data, index, actions.matterTypes), dispositionField(draft, data, index)),
    h("label.field", { for: `note-${index}` }, h("span.label", {}, t("note")), note),
    entries(draft, data, redraw),
  );
}

function typeField(draft: Draft, data: MatterDraft, index: number, groups: readonly MatterGroup[]): HTMLElement {
  const select = h("select", { id: `type-${index}`, name: "type_code" }, h("option", { value: "" }, t("choose")),
    ...groups.map((group) => h("optgroup", { label: pick(group.title) },
      ...group.types.map((type) => h("option", { value: type.code }, `${type.code} ${pick(type.title)}`)))));
  return chosen(select, draft, data, "type_code", h("label.field", { for: select.id }, h("span.label", {}, t("type_code")), select));
}

function dispositionField(draft: Draft, data: MatterDraft, index: number): HTMLElement {
  const select = h("select", { id: `disposition-${index}`, name: "disposition" }, h("option", { value: "" }, t("choose")),
    ...DISPOSITIONS.map((code) => h("option", { value: code }, t(code))));
  return chosen(select, draft, data, "disposition", h("label.field", { for: select.id }, h("span.label", {}, t("disposition")), select));
}

function chosen(select: HTMLSelectElement, draft: Draft, data: MatterDraft, name: "type_code" | "disposition", field: HTMLElement): HTMLElement {
  select.value = data[name];
  select.addEventListener("change", () => {
    data[name] = select.value;
    draft.save();
  });
  return field;
}

function entries(draft: Draft, data: MatterDraft, redraw: () => void): HTMLElement {
  const chips = data.entries.map((entry) =>
    h("li.chip", {}, h("span.code", {}, entry.code), h("span.chip-title", {}, pick(entry.title)),
      h("button.chip-x", { type: "button", "aria-label": `${t("remove_matter")} ${entry.code}`, onclick: () => (draft.unuse(entry.version), redraw()) }, icon("close"))),
  );
  return h("div.field", {}, h("span.label", {}, t("entries_used")),
    chips.length ? h("ul.chips", {}, ...chips) : h("p.hint", {}, t("entries_none")));
}
