import { Phone, type PhoneView } from "../phone/phone";
import type { Pass } from "./pass";

/** What a call from the page goes through, and what it can run into. */
export type Phase = "none" | "calling" | "talking" | "ended";
export type Trouble = "microphone" | "insecure" | "line" | "refused" | "silence" | "poor" | "reconnecting";

export interface LineView {
  readonly phase: Phase;
  readonly troubles: ReadonlySet<Trouble>;
  readonly talkingSince: number | null;
  readonly muted: boolean;
}

const CONNECT_LIMIT_MS = 10_000;
const WATCH_EVERY_MS = 2_000;
const NOTHING_HEARD_MS = 5_000;
/** A cut line and no voice for this long: the call is gone, though nobody could tell us so. */
const GIVEN_UP_MS = 20_000;

/** One call after the other to the hotline, each on a telephone of its own that is gone when the call is over. */
export class Line {
  #pass: () => Promise<Pass>;
  #onChange: (view: LineView) => void;
  #phone: Phone | null = null;
  #number = "";
  #phase: Phase = "none";
  #troubles = new Set<Trouble>();
  #leaving = false;
  #watch = 0;
  #limit = 0;
  #heard = 0;
  #heardAt = 0;

  constructor(pass: () => Promise<Pass>, onChange: (view: LineView) => void) {
    this.#pass = pass;
    this.#onChange = onChange;
    if (!window.isSecureContext || !navigator.mediaDevices) this.#troubles.add("insecure");
    this.#tell();
  }

  async call(number: string): Promise<void> {
    if (this.#phase === "calling" || this.#phase === "talking" || this.#troubles.has("insecure")) return;
    this.#number = number;
    this.#leaving = false;
    this.#troubles.clear();
    this.#phase = "calling";
    this.#limit = window.setTimeout(() => this.#end("refused"), CONNECT_LIMIT_MS);
    this.#tell();
    try {
      this.#start(await this.#pass());
    } catch {
      this.#end("refused");
    }
  }

  hangUp(): void {
    this.#leaving = true;
    this.#phone?.hangUp();
    this.#end(null);
  }

  setMuted(muted: boolean): void {
    this.#phone?.setMuted(muted);
  }

  sendTone(key: string): void {
    this.#phone?.sendTone(key);
  }

  #start(first: Pass): void {
    if (this.#phase !== "calling") return; // hung up while the pass was on its way
    let ticket: string | null = first.ticket;
    const phone = new Phone({
      account: first.account,
      password: first.password,
      register: false,
      // The first connection has its ticket already; a connection made again needs a fresh one.
      ticket: async () => {
        const given = ticket ?? (await this.#pass()).ticket;
        ticket = null;
        return given;
      },
      // A telephone that was put away still says when its line closes: that is nothing to the call after it.
      onChange: (view) => {
        if (this.#phone === phone) this.#follow(phone, view);
      },
    });
    this.#phone = phone;
    phone.start();
  }

  #follow(phone: Phone, view: PhoneView): void {
    if (view.trouble) this.#troubles.add(view.trouble);
    if (this.#phase === "calling") {
      if (view.phase === "talking") this.#begin();
      else if (view.phase === "none" && this.#limit === 0) this.#end(this.#troubles.size ? null : "refused");
      else if (view.phase === "none" && view.line === "connected") this.#dial(phone);
    } else if (this.#phase === "talking") {
      if (view.phase === "none") this.#end(null);
      else this.#mark("reconnecting", view.line !== "connected");
    }
    this.#tell();
  }

  #dial(phone: Phone): void {
    window.clearTimeout(this.#limit);
    this.#limit = 0;
    phone.call(this.#number);
  }

  #begin(): void {
    this.#phase = "talking";
    this.#heard = 0;
    this.#heardAt = Date.now();
    this.#watch = window.setInterval(() => void this.#listen(), WATCH_EVERY_MS);
  }

  /** Says when nothing was ever heard, and notices a call that ended without a word. */
  async #listen(): Promise<void> {
    const phone = this.#phone;
    const heard = await phone?.heard();
    if (!phone || phone !== this.#phone || heard === null || heard === undefined) return;
    if (heard > this.#heard) this.#heardAt = Date.now();
    this.#heard = heard;
    const silentMs = Date.now() - this.#heardAt;
    if (silentMs > GIVEN_UP_MS && this.#troubles.has("reconnecting")) {
      this.#leaving = true;
      phone.hangUp();
      this.#end("line");
      return;
    }
    // Pauses are part of the conversation: only a call that has brought no sound at all is a trouble.
    this.#mark("silence", heard === 0 && silentMs > NOTHING_HEARD_MS);
    this.#mark("poor", (await phone.quality()) === "poor");
    this.#tell();
  }

  #end(trouble: Trouble | null): void {
    if (this.#phase === "none" || this.#phase === "ended") return;
    window.clearTimeout(this.#limit);
    window.clearInterval(this.#watch);
    this.#limit = this.#watch = 0;
    this.#phase = this.#phase === "talking" || this.#leaving ? "ended" : "none";
    for (const passing of ["silence", "poor", "reconnecting"] as const) this.#troubles.delete(passing);
    if (trouble) this.#troubles.add(trouble);
    const phone = this.#phone;
    this.#phone = null;
    // Its last words, the BYE among them, still have to leave.
    window.setTimeout(() => phone?.stop(), 500);
    this.#tell();
  }

  #mark(trouble: Trouble, isThere: boolean): void {
    if (isThere) this.#troubles.add(trouble);
    else this.#troubles.delete(trouble);
  }

  #tell(): void {
    const view = this.#phone?.view;
    this.#onChange({
      phase: this.#phase,
      troubles: new Set(this.#troubles),
      talkingSince: view?.talkingSince ?? null,
      muted: view?.muted ?? false,
    });
  }
}
