/** One call-back: who, since when, why, what was tried, and what came of it. */

import { post } from "../api";
import { dayAndTime, secondsSince, span, when } from "../clock";
import { h, type Child } from "../dom";
import type { CallbackRow, Try } from "../todo-types";
import { pick, t, tCode } from "../words";
import { askResult, type Question } from "./ask";

export type Problem = (error: unknown) => void;

export function callbackRow(row: CallbackRow, problem: Problem): HTMLElement {
  const isOpen = row.state === "open";
  return h(
    "li.to-do-row",
    { "data-state": isOpen ? "open" : "over" },
    h("div.to-do-who", {}, isOpen ? number(row, problem) : h("strong.number", {}, row.citizen ?? t("unknown_number")),
      h("span.tag", {}, t(row.language === "zh" ? "speaks_zh" : "speaks_en")),
      isOpen ? null : h("span.tag", {}, pick(row.state_words))),
    h("p.to-do-facts", {}, ...facts(row, isOpen)),
    row.tries.length ? h("ul.tries", {}, ...row.tries.map(tried)) : null,
    isOpen ? actions(row, problem) : null,
  );
}

function number(row: CallbackRow, problem: Problem): HTMLElement {
  const shown = h("strong.number", {}, row.citizen ?? t("unknown_number"));
  const look = async (): Promise<void> => {
    try {
      const answer = await post<{ number: string }>("/desk/todo/number", { callback: row.id });
      shown.textContent = answer.number;
      button.replaceWith(h("span.hint", { role: "status" }, t("shown_logged")));
    } catch (error) {
      problem(error);
    }
  };
  const button = h("button", { type: "button", onclick: () => void look() }, t("show_to_call"));
  return h("span.number-line", {}, shown, button);
}

function facts(row: CallbackRow, isOpen: boolean): Child[] {
  const queue = row.queue ? ` · ${t("from_queue", { queue: pick(row.queue) })}` : "";
  const since = isOpen ? t("waiting_since", { time: span(secondsSince(row.requested_at)), at: dayAndTime(row.requested_at) }) : dayAndTime(row.requested_at);
  return [
    h("span", {}, tCode("source_", row.source) + queue),
    h("span", {}, since),
    isOpen ? until(row) : null,
    row.interaction ? h("a", { href: `/desk/interactions/${row.interaction}` }, t("story_link", { number: row.number })) : null,
  ];
}

function until(row: CallbackRow): HTMLElement {
  const isLate = secondsSince(row.not_after) > 0;
  return h(isLate ? "span.tag.alarm" : "span", {}, t(isLate ? "call_late" : "call_until", { at: dayAndTime(row.not_after) }));
}

function tried(one: Try): HTMLElement {
  return h("li", {}, t("try_line", { who: one.who, at: when(one.at), result: pick(one.result) }), one.note ? h("p.note", {}, one.note) : null);
}

function actions(row: CallbackRow, problem: Problem): HTMLElement {
  const note = async (question: Question): Promise<void> => {
    const noted = await askResult(question);
    if (noted) await post("/desk/todo/callback", { callback: row.id, ...noted }).catch(problem);
  };
  const who = row.citizen ?? t("unknown_number");
  const button = (name: string, words: string, question: Omit<Question, "title">): HTMLElement =>
    h(name as "button", { type: "button", "aria-label": `${words} ${who}`, onclick: () => void note({ title: `${words} · ${who}`, ...question }) }, words);
  return h(
    "div.to-do-actions",
    {},
    button("button.primary", t("reached"), { results: [["reached", t("reached")]], noteLabel: t("note_optional") }),
    button("button", t("not_reached"), { results: [["no_answer", t("no_answer")], ["busy", t("busy")]], noteLabel: t("note_optional") }),
    button("button", t("no_call_needed"), { results: [["settled", t("no_call_needed")]], noteLabel: t("why_no_call"), noteRequired: true }),
  );
}
