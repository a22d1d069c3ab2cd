/** A list that changes in place: a row is drawn again only when it differs, so that focus and playing sound stay. */

import { h } from "../dom";

export class Rows<Row extends { readonly id: string }> {
  readonly element = h("ul.to-do-rows");
  #draw: (row: Row) => HTMLElement;
  #drawn = new Map<string, { readonly from: string; readonly element: HTMLElement }>();

  constructor(draw: (row: Row) => HTMLElement) {
    this.#draw = draw;
  }

  show(rows: readonly Row[]): void {
    const before = this.#drawn;
    this.#drawn = new Map();
    rows.forEach((row, place) => {
      const from = JSON.stringify(row);
      const known = before.get(row.id);
      const element = known?.from === from ? known.element : this.#draw(row);
      this.#drawn.set(row.id, { from, element });
      // Moving an element that is in its place already would stop its sound.
      if (this.element.children[place] !== element) this.element.insertBefore(element, this.element.children[place] ?? null);
    });
    while (this.element.children.length > rows.length) this.element.lastElementChild?.remove();
  }
}
