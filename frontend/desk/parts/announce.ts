/** What a screen reader says by itself: a call that rings, and how the call stands. Nothing that runs with the clock. */

import { h, setText } from "../dom";
import { sceneOf, type DeskState } from "../state";
import { pick, t } from "../words";

/** The regions stand in the page before they speak, or they would not be heard. */
export function announce(root: HTMLElement): (state: DeskState) => void {
  const ringing = h("p", { role: "alert" });
  const standing = h("p", { role: "status" });
  root.replaceChildren(ringing, standing);
  return (state) => {
    setText(ringing, sceneOf(state) === "offer" ? offered(state) : "");
    setText(standing, sceneOf(state) === "work" ? stands(state) : "");
  };
}

function offered({ snapshot }: DeskState): string {
  const made = snapshot?.offer;
  if (!made) return "";
  return t("announce_offer", { number: snapshot.context?.citizen.number ?? t("unknown_number"), queue: pick(made.queue) });
}

function stands({ snapshot, phone }: DeskState): string {
  const work = snapshot?.work;
  if (!work) return "";
  if (work.served_to) return t("announce_wrap_up");
  if (work.on_hold) return t("on_hold");
  return t(phone.phase === "talking" ? "on_call" : "call_cut");
}
