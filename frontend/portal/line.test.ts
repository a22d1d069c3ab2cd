import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { PhoneSettings, PhoneView } from "../phone/phone";

const IDLE: PhoneView = { line: "off", phase: "none", talkingSince: null, muted: false, trouble: null };

/** A telephone that does what the test says, and remembers what it was asked. */
class FakePhone {
  static last: FakePhone;
  view = IDLE;
  asked: string[] = [];
  packets = 0;
  grade = "good";

  constructor(readonly settings: PhoneSettings) {
    FakePhone.last = this;
  }

  start = () => this.asked.push("start");
  stop = () => this.asked.push("stop");
  hangUp = () => this.asked.push("hang up");
  setMuted = (muted: boolean) => this.asked.push(`muted ${muted}`);
  sendTone = (key: string) => this.asked.push(`tone ${key}`);
  heard = () => Promise.resolve(this.packets);
  quality = () => Promise.resolve(this.grade);

  call(number: string): void {
    this.asked.push(`call ${number}`);
    this.become({ phase: "calling" });
  }

  become(part: Partial<PhoneView>): void {
    this.view = { ...this.view, ...part };
    this.settings.onChange(this.view);
  }
}

vi.mock("../phone/phone", () => ({ Phone: FakePhone }));
const { Line } = await import("./line");

const PASS = { account: "browser-citizen", password: "secret", ticket: "first" };

function lineWith(pass: () => Promise<typeof PASS> = () => Promise.resolve(PASS)) {
  const views: import("./line").LineView[] = [];
  const line = new Line(pass, (view) => views.push(view));
  return { line, now: () => views[views.length - 1]!, troubles: () => [...views[views.length - 1]!.troubles] };
}

async function connected(one: ReturnType<typeof lineWith>): Promise<FakePhone> {
  await one.line.call("12333");
  const phone = FakePhone.last;
  phone.become({ line: "connected" });
  return phone;
}

async function talking(one: ReturnType<typeof lineWith>): Promise<FakePhone> {
  const phone = await connected(one);
  phone.become({ phase: "talking", talkingSince: Date.now() });
  return phone;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("window", {
    isSecureContext: true,
    setTimeout: (...a: Parameters<typeof setTimeout>) => setTimeout(...a),
    clearTimeout: (id: number) => clearTimeout(id),
    setInterval: (...a: Parameters<typeof setInterval>) => setInterval(...a),
    clearInterval: (id: number) => clearInterval(id),
  });
  vi.stubGlobal("navigator", { mediaDevices: {} });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a call from the page", () => {
  it("dials once the line is there, talks, and ends when the caller hangs up", async () => {
    const one = lineWith();
    expect(one.now().phase).toBe("none");
    await one.line.call("12333");
    expect(FakePhone.last.asked).toEqual(["start"]);
    expect(FakePhone.last.settings.register).toBe(false);
    const phone = FakePhone.last;
    phone.become({ line: "connecting" });
    expect(phone.asked).toEqual(["start"]);
    phone.become({ line: "connected" });
    expect(phone.asked).toEqual(["start", "call 12333"]);
    expect(one.now().phase).toBe("calling");
    phone.become({ phase: "talking", talkingSince: 5 });
    expect(one.now()).toMatchObject({ phase: "talking", talkingSince: 5 });
    one.line.sendTone("2");
    one.line.setMuted(true);
    one.line.hangUp();
    expect(one.now().phase).toBe("ended");
    await vi.advanceTimersByTimeAsync(1000);
    expect(phone.asked).toEqual(["start", "call 12333", "tone 2", "muted true", "hang up", "stop"]);
    expect(one.troubles()).toEqual([]);
  });

  it("ends when the hotline hangs up, and can call again on a new telephone", async () => {
    const one = lineWith();
    const first = await talking(one);
    first.become({ phase: "none", talkingSince: null });
    expect(one.now().phase).toBe("ended");
    expect(one.troubles()).toEqual([]);
    const second = await talking(one);
    expect(second).not.toBe(first);
    expect(one.now().phase).toBe("talking");
  });

  it("is not disturbed by the telephone of the call before", async () => {
    const one = lineWith();
    const first = await talking(one);
    one.line.hangUp();
    await talking(one);
    first.become({ phase: "none", line: "connecting", trouble: "line" });
    expect(one.now().phase).toBe("talking");
    expect(one.troubles()).toEqual([]);
  });

  it("is one call at a time", async () => {
    const one = lineWith();
    const phone = await talking(one);
    await one.line.call("12333");
    expect(FakePhone.last).toBe(phone);
  });

  it("gives each new connection a fresh ticket", async () => {
    let given = 0;
    const one = lineWith(() => Promise.resolve({ ...PASS, ticket: `ticket ${(given += 1)}` }));
    const phone = await connected(one);
    expect(await phone.settings.ticket()).toBe("ticket 1");
    expect(await phone.settings.ticket()).toBe("ticket 2");
  });
});

describe("troubles in plain words", () => {
  it("the microphone was refused", async () => {
    const one = lineWith();
    const phone = await connected(one);
    phone.become({ trouble: "microphone" });
    phone.become({ phase: "none" });
    expect(one.now().phase).toBe("none");
    expect(one.troubles()).toEqual(["microphone"]);
  });

  it("the hotline does not take the call", async () => {
    const one = lineWith();
    const phone = await connected(one);
    phone.become({ phase: "none" });
    expect(one.now().phase).toBe("none");
    expect(one.troubles()).toEqual(["refused"]);
  });

  it("nothing answers within ten seconds, or there is no ticket", async () => {
    const silent = lineWith();
    await silent.line.call("12333");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(silent.troubles()).toEqual(["refused"]);
    const refused = lineWith(() => Promise.reject(new Error("no ticket")));
    await refused.line.call("12333");
    expect(refused.troubles()).toEqual(["refused"]);
  });

  it("hanging up while the line is made is no trouble", async () => {
    let letGo: (pass: typeof PASS) => void = () => undefined;
    const one = lineWith(() => new Promise((resolve) => (letGo = resolve)));
    const before = FakePhone.last;
    const call = one.line.call("12333");
    one.line.hangUp();
    letGo(PASS);
    await call;
    expect(FakePhone.last).toBe(before);
    expect(one.now().phase).toBe("ended");
    expect(one.troubles()).toEqual([]);
  });

  it("no sound at all is said, a pause is not", async () => {
    const one = lineWith();
    const phone = await talking(one);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(one.troubles()).toEqual([]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(one.troubles()).toEqual(["silence"]);
    phone.packets = 50;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(one.troubles()).toEqual([]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(one.troubles()).toEqual([]);
    expect(one.now().phase).toBe("talking");
  });

  it("a poor network is said while it lasts", async () => {
    const one = lineWith();
    const phone = await talking(one);
    phone.packets = 50;
    phone.grade = "poor";
    await vi.advanceTimersByTimeAsync(2_000);
    expect(one.troubles()).toEqual(["poor"]);
    phone.grade = "good";
    await vi.advanceTimersByTimeAsync(2_000);
    expect(one.troubles()).toEqual([]);
  });

  it("a cut connection is made again while the voice goes on", async () => {
    const one = lineWith();
    const phone = await talking(one);
    phone.become({ line: "connecting" });
    expect(one.troubles()).toEqual(["reconnecting"]);
    for (let n = 0; n < 20; n += 1) {
      phone.packets += 100;
      await vi.advanceTimersByTimeAsync(2_000);
    }
    expect(one.now().phase).toBe("talking");
    phone.become({ line: "connected" });
    expect(one.troubles()).toEqual([]);
  });

  it("a cut connection without a voice is a lost call", async () => {
    const one = lineWith();
    const phone = await talking(one);
    phone.packets = 100;
    await vi.advanceTimersByTimeAsync(2_000);
    phone.become({ line: "connecting" });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(one.now().phase).toBe("ended");
    expect(one.troubles()).toEqual(["line"]);
    expect(phone.asked).toContain("hang up");
  });

  it("an address without encryption never asks for the microphone", async () => {
    Object.assign(window, { isSecureContext: false });
    const one = lineWith();
    expect(one.troubles()).toEqual(["insecure"]);
    const before = FakePhone.last;
    await one.line.call("12333");
    expect(FakePhone.last).toBe(before);
    expect(one.now().phase).toBe("none");
  });
});
