/** The left column: who is there, and what was before. */

import { when } from "../clock";
import { h, memo, type Child } from "../dom";
import type { DeskState } from "../state";
import type { Context, HistoryRow } from "../types";
import { pick, t, tCode } from "../words";
import { visits } from "./offer";

export interface CitizenActions {
  readonly reveal: () => void;
  readonly markElder: (elder: boolean) => void;
  readonly openStory: (interaction: string) => void;
  /** The number in clear, where it has been shown in this call. */
  readonly shown: (interaction: string) => string | null;
}

export function citizen(root: HTMLElement, actions: CitizenActions): { update: (state: DeskState) => void; redraw: () => void } {
  let turn = 0;
  let last: Context | null = null;
  const draw = memo<Context | null>(root, (context) => (context ? about(context, actions) : nobody()));
  return {
    redraw: () => {
      turn += 1;
      draw(last, [turn, last]);
    },
    update: ({ snapshot }) => {
      last = snapshot?.context ?? null;
      draw(last, [turn, last]);
    },
  };
}

function nobody(): Child[] {
  return [h("h2.section", {}, t("citizen")), h("p.hint", {}, t("history_empty"))];
}

function about(context: Context, actions: CitizenActions): Child[] {
  const { citizen } = context;
  const clear = actions.shown(context.interaction);
  return [
    h("h2.section", {}, t("citizen")),
    h("p.number", {}, h("span", {}, clear ?? citizen.number ?? t("unknown_number")),
      citizen.known && !clear ? h("button.link", { type: "button", title: t("show_number"), onclick: actions.reveal }, t("show")) : null),
    h("ul.tags", {}, h("li", {}, t(context.language === "zh" ? "speaks_zh" : "speaks_en")),
      citizen.known ? h("li", {}, visits(citizen.contacts_week)) : null),
    citizen.known ? elder(citizen.elder, actions) : null,
    h("p.reference", {}, t("story_of", { number: context.number })),
    h("h2.section", {}, t("history")),
    citizen.history.length ? h("ol.history", {}, ...citizen.history.map((row) => line(row, actions))) : h("p.hint", {}, t("history_none")),
  ];
}

function elder(is: boolean, actions: CitizenActions): HTMLElement {
  return h("label.switch", {},
    h("input", { type: "checkbox", checked: is, onchange: (event: Event) => actions.markElder((event.target as HTMLInputElement).checked) }),
    h("span", {}, t("elder")));
}

function line(row: HistoryRow, actions: CitizenActions): HTMLElement {
  return h("li", {}, h("button.history-row", { type: "button", onclick: () => actions.openStory(row.id) },
    h("span.history-when", {}, when(row.started_at), h("span.history-medium", {}, tCode("medium_", row.medium))),
    h("span.history-what", {}, row.type ? pick(row.type) : tCode("end_", row.end_reason)),
    row.disposition ? h("span.history-result", {}, pick(row.disposition)) : null));
}
