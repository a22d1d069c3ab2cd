/** What the adviser last wished of hold: a second press means the opposite, also while the first is on its way. */

const ON_ITS_WAY_MS = 5_000;

interface Wish {
  readonly interaction: string;
  readonly held: boolean;
  readonly at: number;
}

export class HoldWish {
  #wish: Wish | null = null;

  /** Whether the call is to be held now, given how the record says that it stands. */
  next(interaction: string, onHold: boolean, now: number = Date.now()): boolean {
    const wish = this.#wish;
    const isOnItsWay = wish !== null && wish.interaction === interaction && now - wish.at < ON_ITS_WAY_MS;
    const held = isOnItsWay ? !wish.held : !onHold;
    this.#wish = { interaction, held, at: now };
    return held;
  }

  /** The wish was refused: what the record says counts again. */
  forget(): void {
    this.#wish = null;
  }
}
