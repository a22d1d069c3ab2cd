import { expect, test } from "vitest";
import { FIRST_STATE, orphanedFor, sceneOf, type DeskState } from "./state";
import type { Snapshot } from "./types";

const work = { interaction: "i", engagement: "e", served_from: "2026-11-24T01:00:00Z", served_to: null, on_hold: false };
const offer = { id: "o", interaction: "i", queue: { zh: "", en: "" }, waiting_since: "", made_at: "", expires_at: "" };

function desk(phase: DeskState["phone"]["phase"], parts: Partial<Snapshot> = {}): DeskState {
  const snapshot = { offer: null, work: null, context: null, ...parts } as Snapshot;
  return { ...FIRST_STATE, snapshot, phone: { ...FIRST_STATE.phone, phase } };
}

test("what rings comes first, then what is in hand", () => {
  expect(sceneOf(desk("none"))).toBe("idle");
  expect(sceneOf(desk("none", { offer }))).toBe("offer");
  expect(sceneOf(desk("ringing"))).toBe("offer");
  expect(sceneOf(desk("talking", { work }))).toBe("work");
  expect(sceneOf(desk("none", { work: { ...work, served_to: "2026-11-24T01:02:00Z" } }))).toBe("work");
});

test("a telephone that is up after the talk is orphaned, one that was just answered is not", () => {
  expect(orphanedFor(desk("talking", { work: { ...work, served_to: "2026-11-24T01:02:00Z" } }), true)).toBe(2);
  expect(orphanedFor(desk("talking"), true)).toBe(2);
  expect(orphanedFor(desk("talking", { offer }), false)).toBe(null);
  expect(orphanedFor(desk("talking", { work }), true)).toBe(null);
  expect(orphanedFor(desk("none", { work }), true)).toBe(null);
});

test("a stream that is late or cut does not end a talk", () => {
  expect(orphanedFor(desk("talking"), false)).toBe(12);
  expect(orphanedFor({ ...desk("talking"), cut: true }, true)).toBe(null);
  expect(orphanedFor({ ...desk("talking"), snapshot: null }, true)).toBe(null);
});
