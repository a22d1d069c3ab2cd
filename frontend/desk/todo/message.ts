/** One voice message: play it in place, mark it as dealt with. */

import { post } from "../api";
import { dayAndTime, when } from "../clock";
import { h } from "../dom";
import { player } from "../story/wave";
import type { MessageRow } from "../todo-types";
import { t } from "../words";
import { askResult } from "./ask";
import type { Problem } from "./callback";

export function messageRow(row: MessageRow, problem: Problem): HTMLElement {
  const who = row.citizen ?? t("unknown_number");
  return h(
    "li.to-do-row",
    { "data-state": row.done_by ? "over" : "open" },
    h("div.to-do-who", {}, h("strong.number", {}, who), h("span.tag", {}, t(row.language === "zh" ? "speaks_zh" : "speaks_en"))),
    h("p.to-do-facts", {}, h("span", {}, t("left_at", { at: dayAndTime(row.at) })),
      h("a", { href: `/desk/interactions/${row.interaction}` }, t("story_link", { number: row.number }))),
    sound(row, who),
    row.done_by && row.done_at ? h("p.faint", {}, t("dealt_by", { who: row.done_by, at: when(row.done_at) })) : null,
    row.note ? h("p.note", {}, row.note) : null,
    row.done_by ? null : action(row, who, problem),
  );
}

function sound(row: MessageRow, who: string): HTMLElement {
  if (!row.recording) return h("p.problem", {}, t("recording_gone"));
  const address = `/desk/recordings/${row.recording}`;
  return player({ wav: `${address}.wav`, peaks: `${address}/peaks`, seconds: row.seconds, title: `${t("recording_message")} ${who}` });
}

function action(row: MessageRow, who: string, problem: Problem): HTMLElement {
  const deal = async (): Promise<void> => {
    const noted = await askResult({ title: `${t("dealt_with")} · ${who}`, results: [], noteLabel: t("note_optional") });
    if (noted) await post("/desk/todo/message", { message: row.id, note: noted.note }).catch(problem);
  };
  return h("div.to-do-actions", {}, h("button", { type: "button", "aria-label": `${t("dealt_with")} ${who}`, onclick: () => void deal() }, t("dealt_with")));
}
