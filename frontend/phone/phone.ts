import JsSIP from "jssip";
import type { RTCSession } from "jssip/lib/RTCSession";
import { callQuality, packetsHeard, type Quality } from "./quality";
import { TicketSocket, type TicketSource } from "./ticket-socket";

/** Whether the engine could reach this telephone now. */
export type Line = "off" | "connecting" | "registered" | "connected" | "refused";

/** What the one call of this telephone is doing. */
export type CallPhase = "none" | "ringing" | "calling" | "answering" | "talking";

/** Why a call ended, where it was not simply hung up. */
export type Trouble = "microphone" | "line" | null;

export interface PhoneView {
  readonly line: Line;
  readonly phase: CallPhase;
  /** Milliseconds since the epoch when the talk began; null before it. */
  readonly talkingSince: number | null;
  readonly muted: boolean;
  readonly trouble: Trouble;
}

export interface PhoneSettings {
  readonly account: string;
  readonly password: string;
  readonly ticket: TicketSource;
  /** Register so that calls can come in; false for a telephone that only calls out. */
  readonly register: boolean;
  readonly onChange: (view: PhoneView) => void;
}

/** The host part of our SIP addresses: the engine goes by account names and never resolves it. */
const DOMAIN = "hotline.invalid";
const MEDIA: MediaStreamConstraints = {
  audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  video: false,
};
const DECLINED_BUSY = 486;
const REGISTER_AGAIN_MS = 2000;
/** An engine that takes connections but is not ready yet never answers; the protocol itself would wait for 32 s. */
const REGISTER_ANSWER_MS = 4000;
const SILENT: PhoneView = { line: "off", phase: "none", talkingSince: null, muted: false, trouble: null };

/** A telephone in the page: one line, one call at a time. It draws nothing; it tells its view to `onChange`. */
export class Phone {
  #settings: PhoneSettings;
  #socket: TicketSocket;
  #agent: InstanceType<typeof JsSIP.UA>;
  #unanswered = 0;
  #session: RTCSession | null = null;
  #voice = new Audio();
  #view: PhoneView = SILENT;

  constructor(settings: PhoneSettings) {
    this.#settings = settings;
    this.#voice.autoplay = true;
    this.#socket = new TicketSocket(settings.ticket);
    this.#agent = new JsSIP.UA({
      sockets: [this.#socket],
      uri: `sip:${settings.account}@${DOMAIN}`,
      password: settings.password,
      register: settings.register,
      register_expires: 120,
      session_timers: false,
      // The desk has to be back within 15 s of an engine's restart.
      connection_recovery_min_interval: 1,
      connection_recovery_max_interval: 4,
    });
    this.#listenToLine();
  }

  get view(): PhoneView {
    return this.#view;
  }

  start(): void {
    this.#change({ line: "connecting" });
    this.#agent.start();
  }

  /** Leave the line: unregisters and ends a call. */
  stop(): void {
    window.clearTimeout(this.#unanswered);
    this.#agent.stop();
    this.#change(SILENT);
  }

  /** Call a number, such as 12333. */
  call(number: string): void {
    if (this.#session) return;
    this.#change({ phase: "calling", trouble: null });
    this.#agent.call(`sip:${number}@${DOMAIN}`, { mediaConstraints: MEDIA, pcConfig: { iceServers: [] } });
  }

  answer(): void {
    if (this.#view.phase !== "ringing") return;
    this.#change({ phase: "answering", trouble: null });
    this.#session?.answer({ mediaConstraints: MEDIA, pcConfig: { iceServers: [] } });
  }

  decline(): void {
    if (this.#view.phase === "ringing") this.#session?.terminate({ status_code: DECLINED_BUSY });
  }

  hangUp(): void {
    if (this.#session && !this.#session.isEnded()) this.#session.terminate();
  }

  setMuted(muted: boolean): void {
    if (muted) this.#session?.mute({ audio: true });
    else this.#session?.unmute({ audio: true });
    this.#change({ muted });
  }

  /** Send one key (0-9, *, #) to the other side. */
  sendTone(key: string): void {
    if (this.#view.phase === "talking") {
      this.#session?.sendDTMF(key, { transportType: JsSIP.C.DTMF_TRANSPORT.RFC2833 });
    }
  }

  /** How well the other side is heard, or null where no call is up. */
  async quality(): Promise<Quality | null> {
    const connection = this.#session?.connection;
    return connection && this.#view.phase === "talking" ? callQuality(await connection.getStats()) : null;
  }

  /** Packets of voice received in this call so far, or null where no call is up. */
  async heard(): Promise<number | null> {
    const connection = this.#session?.connection;
    return connection && this.#view.phase === "talking" ? packetsHeard(await connection.getStats()) : null;
  }

  #listenToLine(): void {
    const agent = this.#agent;
    agent.on("connecting", () => this.#change({ line: "connecting" }));
    agent.on("connected", () => {
      this.#change({ line: this.#settings.register ? "connecting" : "connected" });
      if (this.#settings.register) this.#expectAnswer();
    });
    agent.on("disconnected", () => {
      window.clearTimeout(this.#unanswered);
      this.#change({ line: "connecting" });
    });
    agent.on("registered", () => {
      window.clearTimeout(this.#unanswered);
      this.#change({ line: "registered" });
    });
    agent.on("unregistered", () => this.#change({ line: "connecting" }));
    agent.on("registrationFailed", () => {
      // An engine that has just started knows nobody yet: keep asking.
      window.clearTimeout(this.#unanswered);
      this.#change({ line: "refused" });
      window.setTimeout(() => {
        if (!agent.isConnected()) return;
        agent.register();
        this.#expectAnswer();
      }, REGISTER_AGAIN_MS);
    });
    agent.on("newRTCSession", ({ session }: { session: RTCSession }) => this.#take(session));
  }

  #expectAnswer(): void {
    window.clearTimeout(this.#unanswered);
    this.#unanswered = window.setTimeout(() => this.#socket.giveUp(), REGISTER_ANSWER_MS);
  }

  #take(session: RTCSession): void {
    if (this.#session) {
      session.terminate({ status_code: DECLINED_BUSY });
      return;
    }
    this.#session = session;
    if (session.direction === "incoming") this.#change({ phase: "ringing", trouble: null });
    else this.#hear(session.connection);
    session.on("peerconnection", ({ peerconnection }) => this.#hear(peerconnection));
    session.on("accepted", () => this.#change({ phase: "talking", talkingSince: Date.now() }));
    session.on("ended", () => this.#drop(session));
    session.on("failed", ({ cause }) => {
      const trouble = troubleOf(cause);
      if (trouble) this.#change({ trouble });
      this.#drop(session);
    });
  }

  #hear(connection: RTCPeerConnection): void {
    connection.addEventListener("track", (event) => {
      this.#voice.srcObject = event.streams[0] ?? new MediaStream([event.track]);
      this.#voice.play().catch(() => undefined); // refused only before the first click on the page
    });
  }

  #drop(session: RTCSession): void {
    if (this.#session !== session) return;
    this.#session = null;
    this.#voice.srcObject = null;
    this.#change({ phase: "none", talkingSince: null, muted: false });
  }

  #change(part: Partial<PhoneView>): void {
    this.#view = { ...this.#view, ...part };
    this.#settings.onChange(this.#view);
  }
}

function troubleOf(cause: string): Trouble {
  const causes = JsSIP.C.causes;
  if (cause === causes.USER_DENIED_MEDIA_ACCESS) return "microphone";
  return cause === causes.CONNECTION_ERROR || cause === causes.REQUEST_TIMEOUT ? "line" : null;
}
