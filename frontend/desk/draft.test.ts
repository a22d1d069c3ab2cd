import { expect, test } from "vitest";
import { Draft } from "./draft";

class Memory {
  #kept = new Map<string, string>();
  getItem = (key: string): string | null => this.#kept.get(key) ?? null;
  setItem = (key: string, value: string): void => void this.#kept.set(key, value);
  removeItem = (key: string): void => void this.#kept.delete(key);
}

const storage = new Memory() as unknown as Storage;
Object.assign(globalThis, { window: { sessionStorage: storage } });

const entry = { version: "v1", code: "4001", title: { zh: "拖欠工资", en: "Unpaid wages" }, answer: { zh: "", en: "" } };

test("words survive a reload, until the wrap-up is sent", () => {
  const draft = new Draft("call-1");
  draft.matters[0]!.note = "问失业金";
  draft.save();
  expect(new Draft("call-1").matters[0]!.note).toBe("问失业金");
  expect(new Draft("call-2").matters[0]!.note).toBe("");
  draft.forget();
  expect(new Draft("call-1").matters[0]!.note).toBe("");
});

test("a used entry belongs to the matter at hand, once", () => {
  const draft = new Draft("call-3");
  draft.add();
  draft.use(entry);
  draft.use(entry);
  expect(draft.matters.map((matter) => matter.entries.map((used) => used.code))).toEqual([[], ["4001"]]);
  draft.unuse("v1");
  expect(draft.uses("v1")).toBe(false);
});

test("the first incomplete matter is named", () => {
  const draft = new Draft("call-4");
  expect(draft.incomplete()).toBe(1);
  Object.assign(draft.matters[0]!, { type_code: "42", disposition: "answered" });
  expect(draft.incomplete()).toBeNull();
  draft.add();
  expect(draft.incomplete()).toBe(2);
  draft.remove(1);
  expect(draft.incomplete()).toBeNull();
  expect(draft.active).toBe(0);
});
