/** What the page knows now. Parts draw it; nothing else keeps state of its own but drafts. */

import type { PhoneView } from "../phone/phone";
import type { Quality } from "../phone/quality";
import type { Snapshot } from "./types";

export interface DeskState {
  readonly snapshot: Snapshot | null;
  readonly phone: PhoneView;
  readonly quality: Quality | null;
  /** This tab has the telephone and the stream. */
  readonly leads: boolean;
  readonly cut: boolean;
  readonly signedOut: boolean;
}

export const FIRST_STATE: DeskState = {
  snapshot: null,
  phone: { line: "off", phase: "none", talkingSince: null, muted: false, trouble: null },
  quality: null,
  leads: false,
  cut: false,
  signedOut: false,
};

/** What the middle column is about. */
export type Scene = "idle" | "offer" | "work";

export function sceneOf({ snapshot, phone }: DeskState): Scene {
  const rings = phone.phase === "ringing" || phone.phase === "answering";
  if (snapshot?.offer || rings) return "offer";
  return snapshot?.work ? "work" : "idle";
}

/**
 * The telephone is still up though the record says that the talk is over: its end never reached the browser. For how
 * many seconds that must be so before the page hangs up by itself; null where nothing is wrong.
 *
 * `wasInHand`: the stream has shown this talk already. Before that it may only be late, and show the time before the
 * answer: that is waited for.
 */
export function orphanedFor({ snapshot, phone, cut }: DeskState, wasInHand: boolean): number | null {
  if (phone.phase !== "talking" || snapshot === null || cut || snapshot.offer) return null;
  if (snapshot.work?.served_to === null) return null;
  return wasInHand || snapshot.work ? 2 : LATE_STREAM_SECONDS;
}

const LATE_STREAM_SECONDS = 12;

/** The interaction in hand: what drafts, marks and looks belong to. */
export function interactionOf(snapshot: Snapshot | null): string | null {
  return snapshot?.work?.interaction ?? snapshot?.offer?.interaction ?? null;
}

export class Store {
  #state = FIRST_STATE;
  #listeners: ((state: DeskState) => void)[] = [];

  get state(): DeskState {
    return this.#state;
  }

  change(part: Partial<DeskState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener(this.#state);
  }

  subscribe(listener: (state: DeskState) => void): void {
    this.#listeners.push(listener);
  }
}
