import { expect, test } from "vitest";
import { callQuality } from "./quality";

const heard = (report: object): [string, unknown][] => [["a", { type: "inbound-rtp", kind: "audio", packetsReceived: 1000, ...report }]];

test("loss and jitter become one word", () => {
  expect(callQuality(heard({ packetsLost: 5, jitter: 0.004 }))).toBe("good");
  expect(callQuality(heard({ packetsLost: 30 }))).toBe("fair");
  expect(callQuality(heard({ jitter: 0.05 }))).toBe("fair");
  expect(callQuality(heard({ packetsLost: 200 }))).toBe("poor");
  expect(callQuality(heard({ packetsLost: -3 }))).toBe("good");
  expect(callQuality([])).toBe("good");
});
