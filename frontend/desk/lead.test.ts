import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { PhoneSettings, PhoneView } from "../phone/phone";
import type { Ring } from "../phone/ring";
import type { Setup } from "./types";

const IDLE: PhoneView = { line: "connecting", phase: "none", talkingSince: null, muted: false, trouble: null };

/** Everything the leading tab did, in its order. */
let did: string[];
let isServerThere: boolean;

/** A telephone that becomes what the test says. */
class FakePhone {
  static last: FakePhone;
  view = IDLE;

  constructor(readonly settings: PhoneSettings) {
    FakePhone.last = this;
  }

  start = () => did.push("phone start");
  stop = () => did.push("phone stop");
  answer = () => did.push("answer");
  decline = () => did.push("decline");
  hangUp = () => did.push("hang up");
  setMuted = (muted: boolean) => did.push(`muted ${muted}`);
  quality = () => Promise.resolve("good" as const);

  become(part: Partial<PhoneView>): void {
    this.view = { ...this.view, ...part };
    this.settings.onChange(this.view);
  }
}

vi.mock("../phone/phone", () => ({ Phone: FakePhone }));
vi.mock("./live", () => ({
  LiveStream: class {
    start = () => {
      did.push("stream start");
      return Promise.resolve();
    };
    stop = () => did.push("stream stop");
  },
}));
vi.mock("./api", () => ({
  post: (path: string, body: object) => {
    did.push(`${path} ${JSON.stringify(body)}`);
    return isServerThere ? Promise.resolve({ sip: "ticket" }) : Promise.reject(new Error("cut"));
  },
  farewell: (path: string) => did.push(`farewell ${path}`),
}));
const { Lead } = await import("./lead");

const SEEN = '/desk/alive {"phone":false}';
const ALIVE = '/desk/alive {"phone":true}';
const setup = { phone: { account: "a1001", password: "secret" } } as Setup;
const ring = { start: () => did.push("ring"), stop: () => did.push("no ring") } as unknown as Ring;
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
let leaving: (() => void)[];
let views: PhoneView[];
let grades: unknown[];

function leading() {
  const lead = new Lead(setup, ring, {
    onSnapshot: () => undefined,
    onCut: () => undefined,
    onSignedOut: () => undefined,
    onPhone: (view) => views.push(view),
    onQuality: (grade) => grades.push(grade),
  });
  lead.start();
  return { lead, phone: FakePhone.last };
}

/** What was done since the last time this was asked. */
function fresh(): string[] {
  const since = did;
  did = [];
  return since;
}

beforeEach(() => {
  vi.useFakeTimers();
  [did, leaving, views, grades] = [[], [], [], []];
  isServerThere = true;
  vi.stubGlobal("window", {
    setInterval: (...a: Parameters<typeof setInterval>) => setInterval(...a),
    addEventListener: (name: string, hear: () => void) => {
      expect(name).toBe("pagehide");
      leaving.push(hear);
    },
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("the leading tab", () => {
  it("starts the telephone and the stream, and is not alive for calls yet", async () => {
    const { phone } = leading();
    expect(fresh()).toEqual(["phone start", "stream start", SEEN]);
    expect([phone.settings.account, phone.settings.password, phone.settings.register]).toEqual(["a1001", "secret", true]);
    expect(await phone.settings.ticket()).toBe("ticket");
    expect(fresh()).toEqual(['/desk/ticket {"for":"sip"}']);
  });

  it("is alive at once when the telephone is registered, and every three seconds while it is", async () => {
    const { phone } = leading();
    fresh();
    phone.become({ line: "registered" });
    expect(fresh()).toEqual(["no ring", ALIVE]);
    await pass(9_000);
    expect(fresh()).toEqual([ALIVE, ALIVE, ALIVE]);
    phone.become({ line: "connecting" });
    expect(fresh()).toEqual(["no ring", SEEN]);
    await pass(6_000);
    expect(fresh()).toEqual([SEEN, SEEN]);
  });

  it("tells nothing of the line when only the call changed", () => {
    const { phone } = leading();
    phone.become({ line: "registered" });
    fresh();
    phone.become({ phase: "talking", talkingSince: 1 });
    expect(fresh()).toEqual(["no ring"]);
  });

  it("goes on telling while nobody hears it", async () => {
    const { phone } = leading();
    isServerThere = false;
    phone.become({ line: "registered" });
    fresh();
    await pass(6_000);
    expect(fresh()).toEqual([ALIVE, ALIVE]);
  });

  it("rings while it rings, and hands the telephone's view on", () => {
    const { phone } = leading();
    fresh();
    phone.become({ phase: "ringing" });
    phone.become({ phase: "answering" });
    expect(fresh().filter((what) => what.includes("ring"))).toEqual(["ring", "no ring"]);
    expect(views.map((view) => view.phase)).toEqual(["ringing", "answering"]);
  });

  it("carries out the orders of all tabs at its telephone", () => {
    const { lead } = leading();
    fresh();
    for (const order of ["answer", "decline", "hang_up", "mute", "unmute"] as const) lead.order(order);
    expect(fresh()).toEqual(["answer", "decline", "hang up", "muted true", "muted false"]);
  });

  it("tells how well the other side is heard every four seconds", async () => {
    leading();
    await pass(8_000);
    expect(grades).toEqual(["good", "good"]);
  });

  it("says goodbye once, hangs nothing up, and is silent afterwards", async () => {
    const { phone } = leading();
    phone.become({ line: "registered" });
    fresh();
    expect(leaving).toHaveLength(1);
    leaving[0]!();
    expect(fresh()).toEqual(["farewell /desk/gone", "stream stop"]);
    phone.become({ line: "connecting" });
    await pass(60_000);
    expect(fresh()).toEqual(["no ring"]);
  });
});
