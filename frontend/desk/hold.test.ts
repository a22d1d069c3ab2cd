import { expect, it } from "vitest";
import { HoldWish } from "./hold";

it("wishes the opposite of what the record says", () => {
  expect(new HoldWish().next("a", false, 0)).toBe(true);
  expect(new HoldWish().next("a", true, 0)).toBe(false);
});

it("turns round at a second press while the first is on its way", () => {
  const wish = new HoldWish();
  expect([wish.next("a", false, 0), wish.next("a", false, 1500), wish.next("a", false, 1600)]).toEqual([true, false, true]);
});

it("follows the record again after a while, for another call, and after a refusal", () => {
  const wish = new HoldWish();
  wish.next("a", false, 0);
  expect(wish.next("a", false, 6000)).toBe(true);
  expect(wish.next("b", false, 6100)).toBe(true);
  wish.forget();
  expect(wish.next("b", false, 6200)).toBe(true);
});
