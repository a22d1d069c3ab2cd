/** The ring of an offer: two soft tones, a pause, again. Sound may start once the page has been clicked. */
export class Ring {
  #context: AudioContext | null = null;
  #timer: number | null = null;

  /** Call this from a click or key press: browsers permit sound only after one. */
  permit(): void {
    this.#context ??= new AudioContext();
    void this.#context.resume();
  }

  start(): void {
    if (this.#timer !== null) return;
    this.#strike();
    this.#timer = window.setInterval(() => this.#strike(), 3000);
  }

  stop(): void {
    if (this.#timer === null) return;
    window.clearInterval(this.#timer);
    this.#timer = null;
  }

  #strike(): void {
    const context = this.#context;
    if (context?.state !== "running") return;
    [0, 0.45].forEach((delay) => {
      const from = context.currentTime + delay;
      const loudness = context.createGain();
      loudness.gain.setValueAtTime(0, from);
      loudness.gain.linearRampToValueAtTime(0.18, from + 0.03);
      loudness.gain.exponentialRampToValueAtTime(0.001, from + 0.4);
      loudness.connect(context.destination);
      for (const pitch of [660, 880]) {
        const tone = context.createOscillator();
        tone.frequency.value = pitch;
        tone.connect(loudness);
        tone.start(from);
        tone.stop(from + 0.42);
      }
    });
  }
}
