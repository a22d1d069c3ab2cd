/** The citizen's time as one bar, its parts named, with their lengths. */

import { duration, now } from "../clock";
import { h } from "../dom";
import type { Story } from "../story-types";
import { t, tCode } from "../words";

export function timeline(story: Story): HTMLElement {
  const begin = Date.parse(story.started_at);
  const end = story.ended_at ? Date.parse(story.ended_at) : now();
  const whole = Math.max(1, end - begin);
  const parts = story.segments.map((segment) => {
    const from = Date.parse(segment.from);
    const to = segment.to ? Date.parse(segment.to) : end;
    return { kind: segment.kind, share: Math.max(0, to - from) / whole, seconds: (to - from) / 1000 };
  });
  const bar = h("div.bar", { role: "img", "aria-label": parts.map((part) => `${tCode("segment_", part.kind)} ${duration(part.seconds)}`).join(", ") });
  for (const part of parts) {
    const piece = h("div.bar-part", { "data-kind": part.kind, title: `${tCode("segment_", part.kind)} ${duration(part.seconds)}` });
    piece.style.flexGrow = String(Math.max(part.share, 0.004));
    bar.append(piece);
  }
  return h("figure.timeline", {}, bar, h("ul.bar-names", {}, ...parts.map((part) =>
    h("li", { "data-kind": part.kind }, h("span.swatch", { "aria-hidden": "true" }), tCode("segment_", part.kind), " ", h("strong", {}, duration(part.seconds))))),
    h("p.hint", {}, `${t("length")} ${duration(whole / 1000)}`));
}
