/** The bar over the form: how long, what state, and the keys of a call. */

import { duration, secondsSince } from "../clock";
import { h, memo, setText } from "../dom";
import { icon, type IconName } from "../icons";
import type { DeskState } from "../state";
import type { Work } from "../types";
import { t, type WordKey } from "../words";

export interface CallActions {
  readonly toggleMute: () => void;
  readonly toggleHold: () => void;
  readonly hangUp: () => void;
}

export function callbar(root: HTMLElement, actions: CallActions): (state: DeskState) => void {
  const time = h("span.call-time");
  const draw = memo<DeskState>(root, (state) => bar(state, time, actions));
  return (state) => {
    const { phone, snapshot, quality } = state;
    const work = snapshot?.work;
    draw(state, [phone.phase, phone.muted, work?.on_hold, work?.served_to, work?.interaction, quality]);
    if (work) setText(time, duration(secondsSince(work.served_to ?? work.served_from)));
  };
}

function bar(state: DeskState, time: HTMLElement, actions: CallActions): HTMLElement[] {
  const { phone, snapshot, quality } = state;
  const work = snapshot?.work;
  const held = work?.on_hold ?? false;
  const up = phone.phase === "talking" && !work?.served_to;
  const { word, meaning } = situation(work ?? null, { held, up });
  return [
    h("div.call-state", { "data-meaning": meaning }, h("span.dot", { "aria-hidden": "true" }), h("span", {}, word), time),
    h("span.call-notes", {}, phone.muted ? h("span.tag.alarm", {}, t("muted_note")) : null,
      up && quality && quality !== "good" ? h("span.tag.wait", {}, t(`quality_${quality}`)) : null),
    h(
      "div.call-keys",
      {},
      key({ name: phone.muted ? "micOff" : "mic", word: phone.muted ? "unmute" : "mute", short: "F2", pressed: phone.muted, off: !up, act: actions.toggleMute }),
      key({ name: held ? "play" : "pause", word: held ? "resume" : "hold", short: "F4", pressed: held, off: !up, act: actions.toggleHold }),
      key({ name: "phoneOff", word: "hang_up", short: "F9", ends: true, off: !up, act: actions.hangUp }),
    ),
  ];
}

function situation(work: Work | null, { held, up }: { held: boolean; up: boolean }): { word: string; meaning: string } {
  if (work?.served_to) {
    const seconds = (Date.parse(work.served_to) - Date.parse(work.served_from)) / 1000;
    return { word: t("call_over", { time: duration(seconds) }), meaning: "wait" };
  }
  if (held) return { word: t("on_hold"), meaning: "wait" };
  if (!up) return { word: t("call_cut"), meaning: "wait" };
  return { word: t("on_call"), meaning: "good" };
}

interface Key {
  readonly name: IconName;
  readonly word: WordKey;
  readonly short: string;
  readonly act: () => void;
  readonly off: boolean;
  readonly pressed?: boolean;
  readonly ends?: boolean;
}

function key({ name, word, short, act, off, pressed, ends }: Key): HTMLButtonElement {
  const attributes = { type: "button", disabled: off, title: `${t(word)} (${short})`, onclick: act };
  const button = h(ends ? "button.call-key.ends" : "button.call-key", attributes, icon(name), t(word), h("kbd", { "aria-hidden": "true" }, short));
  if (pressed !== undefined) button.setAttribute("aria-pressed", String(pressed));
  return button;
}
