/** What the leading tab does: telephone, ring, stream, and the sign of life every three seconds. */

import { Phone, type PhoneView } from "../phone/phone";
import type { Quality } from "../phone/quality";
import { Ring } from "../phone/ring";
import { farewell, post } from "./api";
import { LiveStream } from "./live";
import type { Setup, Snapshot } from "./types";

const ALIVE_EVERY_MS = 3000;
const QUALITY_EVERY_MS = 4000;

export type PhoneOrder = "answer" | "decline" | "hang_up" | "mute" | "unmute";

export interface LeadHandlers {
  readonly onSnapshot: (snapshot: Snapshot) => void;
  readonly onCut: () => void;
  readonly onSignedOut: () => void;
  readonly onPhone: (view: PhoneView) => void;
  readonly onQuality: (quality: Quality | null) => void;
}

export class Lead {
  #phone: Phone;
  #ring: Ring;
  #stream: LiveStream<Snapshot>;
  #line = "";
  #going = false;

  constructor(setup: Setup, ring: Ring, handlers: LeadHandlers) {
    this.#ring = ring;
    this.#phone = new Phone({
      account: setup.phone.account,
      password: setup.phone.password,
      register: true,
      ticket: async () => (await post<{ sip: string }>("/desk/ticket", { for: "sip" })).sip,
      onChange: (view) => this.#heard(view, handlers),
    });
    this.#stream = new LiveStream("desk", handlers);
    window.setInterval(() => this.#alive(), ALIVE_EVERY_MS);
    window.setInterval(() => void this.#phone.quality().then(handlers.onQuality), QUALITY_EVERY_MS);
    window.addEventListener("pagehide", () => this.#goodbye());
  }

  start(): void {
    this.#phone.start();
    void this.#stream.start();
    this.#alive();
  }

  order(order: PhoneOrder): void {
    const orders: Record<PhoneOrder, () => void> = {
      answer: () => this.#phone.answer(),
      decline: () => this.#phone.decline(),
      hang_up: () => this.#phone.hangUp(),
      mute: () => this.#phone.setMuted(true),
      unmute: () => this.#phone.setMuted(false),
    };
    orders[order]();
  }

  #heard(view: PhoneView, handlers: LeadHandlers): void {
    if (view.phase === "ringing") this.#ring.start();
    else this.#ring.stop();
    handlers.onPhone(view);
    if (view.line !== this.#line) {
      this.#line = view.line;
      this.#alive();
    }
  }

  #alive(): void {
    // A failed sign of life needs no words: the server stops offering calls by itself, and the stream shows the cut.
    if (!this.#going) void post("/desk/alive", { phone: this.#line === "registered" }).catch(() => undefined);
  }

  #goodbye(): void {
    // No SIP goodbye: it would count as hanging up. The socket closes with the page, and the citizen goes on to another.
    this.#going = true;
    farewell("/desk/gone");
    this.#stream.stop();
  }
}
