/** The middle column while nothing is in hand: what to do next, in two lines. */

import { h, memo } from "../dom";
import type { DeskState } from "../state";
import { t, type WordKey } from "../words";

type Wording = readonly [title: WordKey, body: WordKey];

export function idle(root: HTMLElement): (state: DeskState) => void {
  const draw = memo<Wording>(root, ([title, body]) => [
    h("div.quiet", {}, h("h2", {}, t(title)), h("p", {}, t(body))),
  ]);
  return (state) => draw(wording(state));
}

function wording({ snapshot, phone, leads }: DeskState): Wording {
  const me = snapshot?.me;
  const unreachable = me?.state === "ready" && !me.phone_reachable;
  if (leads && (phone.line !== "registered" || unreachable)) return ["idle_line_title", "idle_line_body"];
  if (me?.state === "ready") return ["idle_ready_title", "idle_ready_body"];
  if (me?.reason === "missed_call") return ["missed_title", "missed_body"];
  return ["idle_off_title", "idle_off_body"];
}
