import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Problem } from "./api";

/** How the server answers who asks for a ticket: a ticket, or the status of a refusal. */
let tickets: () => string | number;
let asked: number[];

vi.mock("./api", async (original) => ({
  ...(await original<typeof import("./api")>()),
  post: (path: string, body: unknown) => {
    expect([path, body]).toEqual(["/desk/ticket", { for: "live" }]);
    asked.push(Date.now() - began);
    const answer = tickets();
    return typeof answer === "string" ? Promise.resolve({ live: answer }) : Promise.reject(new Problem("", answer));
  },
}));
const { LiveStream } = await import("./live");

/** The browser's end of a stream; the test is the server. */
class FakeSource {
  static all: FakeSource[] = [];
  isOpen = true;
  onerror: () => void = () => undefined;
  #told = new Map<string, (event: { data: string }) => void>();

  constructor(readonly url: string) {
    FakeSource.all.push(this);
  }

  addEventListener = (name: string, tell: (event: { data: string }) => void) => this.#told.set(name, tell);
  close = () => (this.isOpen = false);

  say(name: string, data: unknown = {}): void {
    this.#told.get(name)?.({ data: JSON.stringify(data) });
  }

  static get last(): FakeSource {
    return FakeSource.all[FakeSource.all.length - 1]!;
  }

  static get open(): FakeSource[] {
    return FakeSource.all.filter((source) => source.isOpen);
  }
}

let began: number;
let heard: string[];
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

async function started() {
  const stream = new LiveStream<{ n: number }>("desk", {
    onSnapshot: ({ n }) => heard.push(`snapshot ${n}`),
    onCut: () => heard.push("cut"),
    onSignedOut: () => heard.push("signed out"),
  });
  await stream.start();
  return stream;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("window", globalThis);
  vi.stubGlobal("EventSource", FakeSource);
  FakeSource.all = [];
  began = Date.now();
  asked = [];
  heard = [];
  let given = 0;
  tickets = () => `t/${(given += 1)}`;
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("the stream", () => {
  it("opens with a ticket and hands on whole snapshots", async () => {
    await started();
    expect(FakeSource.last.url).toBe("/live?view=desk&ticket=t%2F1");
    FakeSource.last.say("desk", { n: 1 });
    FakeSource.last.say("desk", { n: 2 });
    expect(heard).toEqual(["snapshot 1", "snapshot 2"]);
  });

  it("is cut after six seconds of silence, and not while a beat comes", async () => {
    await started();
    for (const what of ["desk", "beat", "beat"]) {
      await pass(5_999);
      FakeSource.last.say(what, { n: 0 });
    }
    expect(heard).toEqual(["snapshot 0"]);
    await pass(5_999);
    expect(heard).toEqual(["snapshot 0"]);
    await pass(1);
    expect(heard).toEqual(["snapshot 0", "cut"]);
    expect(FakeSource.open).toEqual([]);
  });

  it("comes back with a fresh ticket half a second after a cut, and says so by a snapshot", async () => {
    await started();
    FakeSource.last.onerror();
    expect(heard).toEqual(["cut"]);
    await pass(499);
    expect(asked).toEqual([0]);
    await pass(1);
    expect(asked).toEqual([0, 500]);
    expect(FakeSource.open.map(({ url }) => url)).toEqual(["/live?view=desk&ticket=t%2F2"]);
    FakeSource.last.say("desk", { n: 1 });
    expect(heard).toEqual(["cut", "snapshot 1"]);
  });

  it("asks ever less often while the centre is away, every four seconds at last", async () => {
    tickets = () => 503;
    await started();
    await pass(20_000);
    expect(asked).toEqual([0, 500, 1_500, 3_500, 7_500, 11_500, 15_500, 19_500]);
    expect(FakeSource.all).toEqual([]);
    expect(heard).toEqual([]);
  });

  it("begins with the short pause again once it was there", async () => {
    tickets = () => 503;
    await started();
    await pass(3_499);
    tickets = () => "there";
    await pass(1);
    FakeSource.last.say("desk", { n: 1 });
    FakeSource.last.onerror();
    await pass(500);
    expect(asked).toEqual([0, 500, 1_500, 3_500, 4_000]);
  });

  it("takes no short pause where a stream opens and brings nothing", async () => {
    await started();
    for (const pause of [500, 1_000, 2_000, 4_000, 4_000]) {
      FakeSource.last.onerror();
      await pass(pause);
    }
    expect(asked).toEqual([0, 500, 1_500, 3_500, 7_500, 11_500]);
    expect(heard).toEqual(["cut", "cut", "cut", "cut", "cut"]);
  });

  it("that the server ends is opened at once, and nobody sees a cut", async () => {
    await started();
    FakeSource.last.say("desk", { n: 1 });
    FakeSource.last.say("again");
    await pass(0);
    expect(asked).toEqual([0, 0]);
    expect(FakeSource.all.map(({ isOpen }) => isOpen)).toEqual([false, true]);
    FakeSource.last.say("desk", { n: 2 });
    await pass(5_999);
    expect(heard).toEqual(["snapshot 1", "snapshot 2"]);
  });

  it("says that the sign-in is over, and is there again after the next one", async () => {
    tickets = () => 401;
    await started();
    expect(heard).toEqual(["signed out"]);
    tickets = () => "new";
    await pass(500);
    FakeSource.last.say("desk", { n: 1 });
    expect(heard).toEqual(["signed out", "snapshot 1"]);
  });

  it("stays closed once stopped, even where it was to come back", async () => {
    const open = await started();
    open.stop();
    await pass(60_000);
    const cut = await started();
    FakeSource.last.onerror();
    cut.stop();
    await pass(60_000);
    expect(FakeSource.open).toEqual([]);
    expect(asked).toEqual([0, 60_000]);
    expect(heard).toEqual(["cut"]);
  });

  it("stays closed where it is stopped while its ticket is on the way", async () => {
    const stream = await started();
    FakeSource.last.say("again");
    stream.stop();
    await pass(60_000);
    expect(FakeSource.open).toEqual([]);
    expect(heard).toEqual([]);
  });
});
