import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { get, post, Problem } from "./api";
import { setLanguage } from "./words";

/** A server that answers as the test says; silence without an answer lasts until the browser gives up. */
let answer: (() => Promise<Response>) | null;

function asked(_path: string, { signal }: RequestInit): Promise<Response> {
  return new Promise((resolve, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason as Error));
    answer?.().then(resolve, reject);
  });
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("document", { documentElement: { lang: "" } });
  vi.stubGlobal("fetch", asked);
  // The real one keeps time by itself.
  vi.spyOn(AbortSignal, "timeout").mockImplementation((ms) => {
    const limit = new AbortController();
    setTimeout(() => limit.abort(new DOMException("", "TimeoutError")), ms);
    return limit.signal;
  });
  answer = null;
  setLanguage("zh");
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const problemOf = (asking: Promise<unknown>): Promise<unknown> => asking.then(() => "answered", (error: unknown) => error);

it("a command without an answer is told after ten seconds, in the language of the page", async () => {
  for (const [language, words] of [
    ["zh", "中心没有及时回应，可能已经完成。请看一下页面，需要时再试一次。"],
    ["en", "The centre did not answer in time; it may be done all the same. Look at the page, then try again if needed."],
  ] as const) {
    setLanguage(language);
    let told: unknown = null;
    void problemOf(post("/desk/hold")).then((problem) => (told = problem));
    await vi.advanceTimersByTimeAsync(9_999);
    expect(told).toBeNull();
    await vi.advanceTimersByTimeAsync(1);
    expect(told).toEqual(new Problem(words, 0));
  }
});

it("a cut network is told as such", async () => {
  answer = () => Promise.reject(new TypeError("Failed to fetch"));
  expect(await problemOf(post("/desk/hold"))).toEqual(new Problem("没有发送成功：网络断开。连上后请再试一次。", 0));
});

it("a search that is not wanted any more is no problem", async () => {
  const running = new AbortController();
  const problem = problemOf(get("/desk/search?q=a", running.signal));
  running.abort();
  expect(await problem).toMatchObject({ name: "AbortError" });
});

it("a search that hangs ends like a command", async () => {
  const problem = problemOf(get("/desk/search?q=a", new AbortController().signal));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await problem).toMatchObject({ message: expect.stringContaining("中心没有及时回应"), status: 0 });
});

it("refusals carry the server's own words", async () => {
  answer = () => Promise.resolve(Response.json({ problem: { zh: "不行。", en: "No." } }, { status: 409 }));
  expect(await problemOf(post("/desk/hold"))).toEqual(new Problem("不行。", 409));
  answer = () => Promise.resolve(new Response("", { status: 401 }));
  expect(await problemOf(post("/desk/hold"))).toEqual(new Problem("登录已过期，请重新登录。", 401));
  answer = () => Promise.resolve(Response.json({ done: 1 }));
  expect(await post("/desk/hold")).toEqual({ done: 1 });
});
