/** A call rings: who, why me, how long waited, the path, and one big key. */

import { duration, secondsSince, secondsUntil } from "../clock";
import { h, memo, setText, type Child } from "../dom";
import { icon } from "../icons";
import type { DeskState } from "../state";
import { pick, t, type WordKey } from "../words";
import { pathLine } from "./path";

export interface OfferActions {
  readonly answer: () => void;
  readonly decline: () => void;
}

/** The parts whose text or length runs while the rest stands, so that the button keeps its focus. */
interface Running {
  readonly waited: HTMLElement;
  readonly left: HTMLElement;
  readonly bar: HTMLElement;
}

export function offer(root: HTMLElement, actions: OfferActions): (state: DeskState) => void {
  const running: Running = { waited: h("strong.figure"), left: h("span.time-left"), bar: h("div.countdown-bar") };
  const draw = memo<DeskState>(root, (state) => [card(state, running, actions)]);
  return (state) => {
    const { phone, snapshot } = state;
    draw(state, [phone.phase, snapshot?.offer, snapshot?.context]);
    tick(state, running);
  };
}

function tick({ snapshot }: DeskState, { waited, left, bar }: Running): void {
  const made = snapshot?.offer;
  if (!made) {
    left.textContent = "";
    return;
  }
  setText(waited, duration(secondsSince(made.waiting_since)));
  setText(left, t("seconds_left", { n: secondsUntil(made.expires_at) }));
  const whole = Date.parse(made.expires_at) - Date.parse(made.made_at);
  bar.style.transform = `scaleX(${Math.min(1, (secondsUntil(made.expires_at) * 1000) / whole)})`;
}

function card(state: DeskState, running: Running, actions: OfferActions): HTMLElement {
  const { snapshot, phone } = state;
  const made = snapshot?.offer;
  const context = snapshot?.context;
  return h(
    "section.offer",
    { "aria-label": t("offer_title") },
    h("p.offer-kind", {}, icon("phoneIncoming"), t("offer_title")),
    h("p.offer-number", {}, context?.citizen.number ?? t("unknown_number")),
    h("ul.tags", {}, ...tags(state).map((tag) => h("li", {}, tag))),
    made ? h("p.offer-wait", {}, ...waitingLine(running.waited)) : null,
    context ? pathLine(context.path) : null,
    keys(phone.phase, running.left, actions),
    made ? h("div.countdown", { "aria-hidden": "true" }, running.bar) : null,
  );
}

function tags({ snapshot }: DeskState): string[] {
  const context = snapshot?.context;
  const words = [
    snapshot?.offer ? t("from_queue", { queue: pick(snapshot.offer.queue) }) : "",
    context ? t(context.language === "zh" ? "speaks_zh" : "speaks_en") : "",
    context?.elder || context?.citizen.elder ? t("elder") : "",
    context?.citizen.known ? visits(context.citizen.contacts_week) : "",
  ];
  return words.filter(Boolean);
}

export function visits(n: number): string {
  return n > 1 ? t("contacts_week", { n }) : t("first_contact");
}

function waitingLine(waited: HTMLElement): Child[] {
  const [before, after] = t("waited", { time: "\u0000" }).split("\u0000");
  return [before, waited, after];
}

function keys(phase: string, left: HTMLElement, actions: OfferActions): HTMLElement {
  const word: WordKey = phase === "answering" ? "answering" : "answer";
  const rings = phase === "ringing";
  return h(
    "div.offer-keys",
    {},
    h("button.answer", { type: "button", disabled: !rings, onclick: actions.answer }, icon("phone"), t(word), h("kbd", {}, "Enter")),
    h("button.plain", { type: "button", disabled: !rings, onclick: actions.decline }, t("decline"), h("kbd", {}, "F9")),
    rings || phase === "answering" ? left : h("span.time-left", {}, t("phone_not_ringing")),
  );
}
