import type { Socket } from "jssip/lib/Socket";

/** Gives a fresh ticket for `/sip`; tickets live for a minute, so each connection asks for its own. */
export type TicketSource = () => Promise<string>;

type Disconnect = (error: boolean, code?: number, reason?: string) => void;

/** The way from JsSIP to the engine: a WebSocket on our own origin, opened with a fresh ticket each time. */
export class TicketSocket implements Socket {
  readonly url: string;
  readonly sip_uri: string;
  via_transport: string;
  onconnect: () => void = () => undefined;
  ondisconnect: Disconnect = () => undefined;
  ondata: <T>(event: T) => void = () => undefined;

  #ticket: TicketSource;
  #socket: WebSocket | null = null;
  #attempt = 0;

  constructor(ticket: TicketSource, page: Location = window.location) {
    const secure = page.protocol === "https:";
    this.#ticket = ticket;
    this.url = `${secure ? "wss" : "ws"}://${page.host}/sip`;
    this.sip_uri = `sip:${page.host};transport=ws`;
    this.via_transport = secure ? "WSS" : "WS";
  }

  connect(): void {
    this.#close();
    const attempt = ++this.#attempt;
    this.#ticket().then(
      (ticket) => {
        if (attempt === this.#attempt) this.#open(ticket);
      },
      () => {
        if (attempt === this.#attempt) this.ondisconnect(true, undefined, "no ticket");
      },
    );
  }

  disconnect(): void {
    this.#attempt += 1;
    this.#close();
  }

  /** Give this connection up, as if it had been lost, so that the next one is made. */
  giveUp(): void {
    this.disconnect();
    this.ondisconnect(true, undefined, "no answer");
  }

  send(message: string | ArrayBufferLike | Blob | ArrayBufferView): boolean {
    if (!this.isConnected()) return false;
    this.#socket?.send(message as string);
    return true;
  }

  isConnected(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  isConnecting(): boolean {
    return this.#socket?.readyState === WebSocket.CONNECTING;
  }

  #open(ticket: string): void {
    const socket = new WebSocket(`${this.url}?ticket=${encodeURIComponent(ticket)}`, "sip");
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.onconnect();
    socket.onmessage = (event) => this.ondata(event.data);
    socket.onclose = (event) => this.ondisconnect(!event.wasClean, event.code, event.reason);
    this.#socket = socket;
  }

  #close(): void {
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }
}
