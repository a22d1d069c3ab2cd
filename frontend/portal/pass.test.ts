import { afterEach, expect, it, vi } from "vitest";
import { fetchPass } from "./pass";

const PASS = { account: "browser-citizen", password: "secret", ticket: "first" };

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

it("is asked for with the page's token and a limit of five seconds", async () => {
  const limit = new AbortController();
  const timeout = vi.spyOn(AbortSignal, "timeout").mockReturnValue(limit.signal);
  const fetched = vi.fn(() => Promise.resolve(Response.json(PASS)));
  vi.stubGlobal("fetch", fetched);
  expect(await fetchPass("/call/ticket", "token")).toEqual(PASS);
  expect(timeout.mock.calls).toEqual([[5_000]]);
  expect(fetched.mock.calls).toEqual([["/call/ticket", { method: "POST", headers: { "X-CSRFToken": "token" }, signal: limit.signal }]]);
});

it("is not there when refused, or when no answer comes", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response("", { status: 429 })));
  await expect(fetchPass("/call/ticket", "token")).rejects.toThrow("no ticket: 429");
  const limit = new AbortController();
  vi.spyOn(AbortSignal, "timeout").mockReturnValue(limit.signal);
  vi.stubGlobal("fetch", (_: string, { signal }: RequestInit) => new Promise((_resolve, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason as Error));
  }));
  const asking = fetchPass("/call/ticket", "token");
  limit.abort(new DOMException("", "TimeoutError"));
  await expect(asking).rejects.toMatchObject({ name: "TimeoutError" });
});
