/** The right column: suggested entries, search as you type, and the card of one entry: answer first, then basis. */

import { get } from "../api";
import { h, memo, present, type Child } from "../dom";
import { icon } from "../icons";
import type { DeskState } from "../state";
import type { EntryBrief, EntryCard } from "../types";
import { currentLanguage, pick, t } from "../words";

const TYPING_PAUSE_MS = 180;

export interface AnswerActions {
  /** Note this entry for the wrap-up; absent where no call is in hand. */
  readonly use: (entry: EntryBrief) => void;
  readonly isUsed: (version: string) => boolean;
  readonly canUse: () => boolean;
  readonly problem: (error: unknown) => void;
}

type View =
  | { readonly kind: "suggested" }
  | { readonly kind: "found"; readonly q: string; readonly entries: readonly EntryBrief[] }
  | { readonly kind: "card"; readonly card: EntryCard };

export interface Answers {
  readonly update: (state: DeskState) => void;
  readonly redraw: () => void;
  readonly focusSearch: () => void;
  /** Go one step back: from the card to the list, from the results to the suggestions. False where already there. */
  readonly back: () => boolean;
}

export function answers(root: HTMLElement, actions: AnswerActions): Answers {
  const field = h("input", { type: "search", id: "search", placeholder: t("search_hint"), "aria-label": t("search_hint"), autocomplete: "off", spellcheck: "false" });
  const body = h("div.answers-body");
  const foot = h("div.answers-foot");
  root.replaceChildren(
    h("h2.section", {}, t("answers")),
    h("div.search", { role: "search" }, icon("search"), field, h("kbd", { "aria-hidden": "true" }, "/")),
    body,
    foot,
  );

  let view: View = { kind: "suggested" };
  let suggested: readonly EntryBrief[] = [];
  let interaction: string | null = null;
  let turn = 0;

  const draw = memo<View>(body, (now) => content(now, suggested, { open, back }));
  const redraw = (): void => {
    turn += 1;
    draw(view, turn);
    const key = view.kind === "card" ? useKey(view.card, actions) : null;
    foot.replaceChildren(...present([key]));
  };
  const show = (next: View): void => {
    view = next;
    redraw();
    body.scrollTop = 0;
  };
  const search = searcher(field, (q, entries) => show(q ? { kind: "found", q, entries } : { kind: "suggested" }), actions.problem);

  async function open(version: string): Promise<void> {
    try {
      show({ kind: "card", card: await get<EntryCard>(`/desk/entries/${version}`) });
      body.querySelector<HTMLElement>("button")?.focus();
    } catch (error) {
      actions.problem(error);
    }
  }

  function back(): boolean {
    if (view.kind === "card" && field.value.trim()) void search.now();
    else if (view.kind === "suggested") return false;
    else {
      field.value = "";
      show({ kind: "suggested" });
    }
    return true;
  }

  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "Enter") {
      const first = body.querySelector<HTMLButtonElement>("button.entry");
      if (!first) return;
      event.preventDefault();
      if (event.key === "Enter") first.click();
      else first.focus();
    }
  });
  body.addEventListener("keydown", (event) => moveInList(event, body, field));

  return {
    redraw,
    back,
    focusSearch: () => {
      field.focus();
      field.select();
    },
    update: ({ snapshot }) => {
      const context = snapshot?.context ?? null;
      const changed = (context?.interaction ?? null) !== interaction;
      const next = context?.suggested ?? [];
      if (!changed && JSON.stringify(next) === JSON.stringify(suggested)) return;
      suggested = next;
      if (changed) {
        // Another citizen: what was looked up for the last one goes away.
        interaction = context?.interaction ?? null;
        field.value = "";
        view = { kind: "suggested" };
      }
      redraw();
    },
  };
}

function searcher(
  field: HTMLInputElement,
  found: (q: string, entries: readonly EntryBrief[]) => void,
  problem: (error: unknown) => void,
): { now: () => Promise<void> } {
  let running: AbortController | null = null;
  let timer = 0;
  const now = async (): Promise<void> => {
    running?.abort();
    const q = field.value.trim();
    if (!q) {
      found("", []);
      return;
    }
    running = new AbortController();
    try {
      const path = `/desk/search?${new URLSearchParams({ q, language: currentLanguage() })}`;
      const { entries } = await get<{ entries: EntryBrief[] }>(path, running.signal);
      found(q, entries);
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) problem(error);
    }
  };
  field.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void now(), TYPING_PAUSE_MS);
  });
  return { now };
}

function moveInList(event: KeyboardEvent, body: HTMLElement, field: HTMLInputElement): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const rows = [...body.querySelectorAll<HTMLButtonElement>("button.entry")];
  const at = rows.indexOf(document.activeElement as HTMLButtonElement);
  if (at < 0) return;
  event.preventDefault();
  const next = at + (event.key === "ArrowDown" ? 1 : -1);
  (rows[next] ?? (next < 0 ? field : rows[at]))?.focus();
}

interface Ways {
  readonly open: (version: string) => Promise<void>;
  readonly back: () => boolean;
}

function content(view: View, suggested: readonly EntryBrief[], ways: Ways): Child[] {
  if (view.kind === "card") return cardView(view.card, ways);
  if (view.kind === "found") {
    return [h("h3.label", {}, t("found")), view.entries.length ? list(view.entries, ways) : h("p.hint", {}, t("found_none", { q: view.q }))];
  }
  return [h("h3.label", {}, t("suggested")), suggested.length ? list(suggested, ways) : h("p.hint", {}, t("suggested_none"))];
}

function list(entries: readonly EntryBrief[], ways: Ways): HTMLElement {
  return h("ol.entries", {}, ...entries.map((entry) =>
    h("li", {}, h("button.entry", { type: "button", onclick: () => void ways.open(entry.version) },
      h("span.entry-head", {}, h("span.entry-title", {}, pick(entry.title)), h("span.code", {}, entry.code)),
      entry.listened ? h("span.tag", { "data-meaning": "good" }, t("listened")) : null,
      h("span.entry-answer", {}, pick(entry.answer)))),
  ));
}

function cardView(card: EntryCard, ways: Ways): Child[] {
  const [answer = "", ...more] = paragraphs(card);
  return [
    h("div.card-ways", {}, h("button.link", { type: "button", onclick: () => ways.back() }, icon("back"), t("back_to_list")), h("span.code", {}, card.code)),
    h("h3.card-title", {}, pick(card.title)),
    h("p.card-answer", {}, answer),
    ...more.map((paragraph) => h("p.card-more", {}, paragraph)),
    h("div.card-basis", {}, h("span.label", {}, t("basis")),
      h("ul", {}, ...card.basis.map((basis) => h("li", {}, `${pick(basis.law)} ${pick(basis.article)}`, h("span.faint", {}, ` (${basis.version})`)))),
      h("p.faint", {}, card.valid_to ? t("valid_until", { from: card.valid_from, to: card.valid_to }) : t("valid_since", { from: card.valid_from }))),
  ];
}

function paragraphs(card: EntryCard): readonly string[] {
  const { zh, en } = card.paragraphs;
  const [first, second] = currentLanguage() === "zh" ? [zh, en] : [en, zh];
  return first.length ? first : second;
}

function useKey(card: EntryCard, actions: AnswerActions): HTMLElement | null {
  if (!actions.canUse()) return null;
  if (actions.isUsed(card.version)) return h("p.used", {}, icon("check"), t("used_done"));
  return h("button.primary.use", { type: "button", onclick: () => actions.use(card) }, icon("check"), t("used"));
}
