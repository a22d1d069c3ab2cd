/** The one event stream of a browser: whole snapshots, reconnected by itself with a fresh ticket. */

import { post, Problem } from "./api";

const SILENT_LIMIT_MS = 6000;
const SHORTEST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 4000;

export interface LiveHandlers<Shown> {
  readonly onSnapshot: (snapshot: Shown) => void;
  readonly onCut: () => void;
  readonly onSignedOut: () => void;
}

/** What can be followed: one desk, or what is left to do. */
export type View = "desk" | "todo";

export class LiveStream<Shown> {
  #view: View;
  #handlers: LiveHandlers<Shown>;
  #source: EventSource | null = null;
  #watchdog = 0;
  #pause = SHORTEST_PAUSE_MS;
  #stopped = false;

  constructor(view: View, handlers: LiveHandlers<Shown>) {
    this.#view = view;
    this.#handlers = handlers;
  }

  async start(): Promise<void> {
    if (this.#stopped) return;
    try {
      const { live } = await post<{ live: string }>("/desk/ticket", { for: "live" });
      if (!this.#stopped) this.#open(live);
    } catch (error) {
      if (this.#stopped) return;
      if (error instanceof Problem && error.status === 401) this.#handlers.onSignedOut();
      this.#again();
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#close();
  }

  #open(ticket: string): void {
    const source = new EventSource(`/live?view=${this.#view}&ticket=${encodeURIComponent(ticket)}`);
    this.#source = source;
    this.#watch();
    source.addEventListener(this.#view, (event: MessageEvent<string>) => {
      this.#pause = SHORTEST_PAUSE_MS;
      this.#watch();
      this.#handlers.onSnapshot(JSON.parse(event.data) as Shown);
    });
    source.addEventListener("beat", () => this.#watch());
    // The server ends a stream from time to time so that a right taken away takes effect: no cut.
    source.addEventListener("again", () => {
      this.#close();
      void this.start();
    });
    source.onerror = () => this.#cut();
  }

  #watch(): void {
    window.clearTimeout(this.#watchdog);
    this.#watchdog = window.setTimeout(() => this.#cut(), SILENT_LIMIT_MS);
  }

  #cut(): void {
    this.#close();
    this.#handlers.onCut();
    this.#again();
  }

  #again(): void {
    window.setTimeout(() => void this.start(), this.#pause);
    this.#pause = Math.min(LONGEST_PAUSE_MS, this.#pause * 2);
  }

  #close(): void {
    window.clearTimeout(this.#watchdog);
    this.#source?.close();
    this.#source = null;
  }
}
