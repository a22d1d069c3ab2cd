/** One tab leads: it has the telephone and the stream. The others follow it, and take over when it closes. */

interface Envelope {
  readonly from: string;
  readonly message: unknown;
}

export class Tabs<Message> {
  #channel: BroadcastChannel;
  #self = crypto.getRandomValues(new Uint32Array(2)).join("-");

  /** `onLead` runs once, when this tab becomes the leader; it stays so until it is closed. */
  constructor(name: string, handlers: { onLead: () => void; onMessage: (message: Message) => void }) {
    this.#channel = new BroadcastChannel(name);
    this.#channel.onmessage = (event: MessageEvent<Envelope>) => {
      if (event.data.from !== this.#self) handlers.onMessage(event.data.message as Message);
    };
    if (!("locks" in navigator)) {
      // Without https there are no locks (and no microphone): each tab stands alone.
      handlers.onLead();
      return;
    }
    void navigator.locks.request(name, () => {
      handlers.onLead();
      return new Promise<never>(() => undefined);
    });
  }

  send(message: Message): void {
    this.#channel.postMessage({ from: this.#self, message } satisfies Envelope);
  }
}
