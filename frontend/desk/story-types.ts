/** The whole story of an interaction, as the server gives it. */

import type { Both, PathStep } from "./types";

export interface StorySegment {
  readonly kind: "flow" | "queue" | "served" | "away";
  readonly from: string;
  readonly to: string | null;
}

export interface StoryEngagement {
  readonly who: string;
  readonly served_from: string;
  readonly served_to: string | null;
  readonly wrapped_at: string | null;
}

export interface StoryMatter {
  readonly n: number;
  readonly type_code: string;
  readonly type: Both | null;
  readonly disposition: string;
  readonly note: string;
}

export interface StoryProvenance {
  readonly code: string;
  readonly title: Both;
  readonly n: number;
  readonly rendering: string;
  readonly language: "zh" | "en";
  readonly as_of: string;
  readonly at: string;
  readonly paragraphs: number;
}

export interface StoryMessage {
  readonly id: string;
  readonly author: string;
  readonly kind: string;
  readonly at: string;
  readonly body: string;
}

export interface StoryRecording {
  readonly id: string;
  readonly part: string;
  readonly state: string;
  readonly seconds: number | null;
  readonly cut_short: boolean;
  readonly started_at: string;
}

export interface Story {
  readonly id: string;
  readonly number: string;
  readonly medium: string;
  readonly citizen: string | null;
  readonly called_number: string;
  readonly language: "zh" | "en";
  readonly elder: boolean;
  readonly started_at: string;
  readonly ended_at: string | null;
  readonly end_reason: string;
  readonly survey: "not_asked" | "not_answered" | "answered";
  readonly segments: readonly StorySegment[];
  readonly steps: readonly PathStep[];
  readonly engagements: readonly StoryEngagement[];
  readonly matters: readonly StoryMatter[];
  readonly provenance: readonly StoryProvenance[];
  readonly messages: readonly StoryMessage[];
  readonly recordings: readonly StoryRecording[];
}
