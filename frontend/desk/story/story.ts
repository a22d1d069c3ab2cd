/** One interaction from beginning to end; the same on its own page and inside the desk. */

import { clockTime, dayAndTime, duration } from "../clock";
import { h, type Child } from "../dom";
import type { Story, StoryEngagement, StoryMatter, StoryMessage, StoryProvenance, StoryRecording } from "../story-types";
import { pick, t, tCode } from "../words";
import { timeline } from "./timeline";
import { player } from "./wave";

export function storyView(story: Story): HTMLElement {
  return h(
    "article.story",
    {},
    facts(story),
    block(t("timeline"), timeline(story)),
    h(
      "div.story-columns",
      {},
      block(t("steps"), steps(story)),
      h(
        "div",
        {},
        block(t("engagements"), list(story.engagements.map(engagement), t("lasts"))),
        block(t("matters"), list(story.matters.map(matter), t("matters_none"))),
        block(t("provenance"), list(story.provenance.map(provenance), t("provenance_none"))),
      ),
    ),
    block(t("recordings"), list(story.recordings.map(recording), t("recordings_none"))),
    story.messages.length ? block(t("messages"), list(story.messages.map(message), "")) : null,
  );
}

function block(title: string, ...children: readonly Child[]): HTMLElement {
  return h("section.block", {}, h("h2.section", {}, title), ...children);
}

function list(items: readonly Child[], empty: string): HTMLElement {
  return items.length ? h("ul.plain-list", {}, ...items) : h("p.hint", {}, empty);
}

function facts(story: Story): HTMLElement {
  const rows: [string, string][] = [
    [t("citizen"), story.citizen ?? t("unknown_number")],
    [t("started"), dayAndTime(story.started_at)],
    [t("ended"), story.ended_at ? clockTime(story.ended_at, { seconds: true }) : "–"],
    [t("how_ended"), story.ended_at ? tCode("end_", story.end_reason) : t("lasts")],
    [t("language"), t(story.language === "zh" ? "lang_zh" : "lang_en") + (story.elder ? ` · ${t("elder")}` : "")],
    [t("called"), story.called_number],
    [t("survey"), t(`survey_${story.survey}`)],
  ];
  return h("dl.facts", {}, ...rows.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));
}

function steps(story: Story): HTMLElement {
  return h("ol.steps", {}, ...story.steps.map((step) =>
    h("li", {}, h("time", { datetime: step.at }, clockTime(step.at, { seconds: true })), h("span", {}, step.key ? h("kbd", {}, step.key) : null, pick(step.label)))));
}

function engagement(row: StoryEngagement): HTMLElement {
  const end = row.wrapped_at ?? row.served_to;
  const handled = end ? t("handle_time", { time: duration((Date.parse(end) - Date.parse(row.served_from)) / 1000) }) : t("lasts");
  return h("li", {}, h("strong", {}, row.who), h("span.faint", {}, `${clockTime(row.served_from, { seconds: true })} · ${handled}`));
}

function matter(row: StoryMatter): HTMLElement {
  return h("li", {}, h("strong", {}, `${row.n}. ${row.type ? pick(row.type) : row.type_code}`), h("span.tag", {}, tCode("", row.disposition)),
    row.note ? h("p.note", {}, row.note) : null);
}

function provenance(row: StoryProvenance): HTMLElement {
  const heard = row.rendering === "voice" ? ` · ${t("heard_by_voice", { n: row.paragraphs })}` : "";
  return h("li", {}, h("span.code", {}, row.code), h("strong", {}, pick(row.title)),
    h("span.faint", {}, `v${row.n} · ${tCode("rendering_", row.rendering)} · ${row.as_of}${heard}`));
}

function recording(row: StoryRecording): HTMLElement {
  const title = `${tCode("recording_", row.part)} · ${clockTime(row.started_at, { seconds: true })}`;
  if (row.state !== "kept") return h("li", {}, h("strong", {}, title), h("span.faint", {}, tCode("recording_", row.state)));
  const sound = player({ wav: `/desk/recordings/${row.id}.wav`, peaks: `/desk/recordings/${row.id}/peaks`, seconds: row.seconds, title });
  return h("li", {}, sound, row.cut_short ? h("p.problem", {}, t("recording_cut_short")) : null);
}

function message(row: StoryMessage): HTMLElement {
  return h("li", {}, h("strong", {}, tCode("author_", row.author)), h("span.faint", {}, clockTime(row.at, { seconds: true })),
    row.body ? h("p.note", {}, row.body) : null);
}
