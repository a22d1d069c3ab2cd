/** What is left to do, as the server gives it. Times are ISO 8601 with zone. */

import type { Both } from "./types";

export interface Try {
  readonly who: string;
  readonly at: string;
  readonly result: Both;
  readonly note: string;
}

export interface CallbackRow {
  readonly id: string;
  readonly citizen: string | null;
  readonly interaction: string | null;
  readonly number: string;
  readonly queue: Both | null;
  readonly source: string;
  readonly language: "zh" | "en";
  readonly requested_at: string;
  readonly not_after: string;
  readonly state: string;
  readonly state_words: Both;
  readonly tries: readonly Try[];
}

export interface MessageRow {
  readonly id: string;
  readonly citizen: string | null;
  readonly interaction: string;
  readonly number: string;
  readonly language: "zh" | "en";
  readonly at: string;
  readonly recording: string | null;
  readonly seconds: number | null;
  readonly done_by: string;
  readonly done_at: string | null;
  readonly note: string;
}

export interface ToDo {
  readonly at: string;
  readonly callbacks_open: number;
  readonly messages_open: number;
  readonly callbacks: readonly CallbackRow[];
  readonly messages: readonly MessageRow[];
}
