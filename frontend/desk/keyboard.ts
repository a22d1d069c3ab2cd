/** Keys that work wherever the focus is: function keys and Enter while it rings; single signs only outside of fields. */

import type { Scene } from "./state";

export interface KeyActions {
  readonly scene: () => Scene;
  readonly answer: () => void;
  readonly end: () => void;
  readonly toggleMute: () => void;
  readonly toggleHold: () => void;
  readonly togglePresence: () => void;
  readonly finish: () => void;
  readonly search: () => void;
  readonly back: () => void;
  readonly help: () => void;
}

export function bindKeys(actions: KeyActions): void {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.repeat || document.querySelector("dialog[open]")) return;
    const act = choose(event, actions);
    if (!act) return;
    event.preventDefault();
    act();
  });
}

function choose(event: KeyboardEvent, actions: KeyActions): (() => void) | null {
  const rings = actions.scene() === "offer";
  switch (event.key) {
    case "F2":
      return actions.toggleMute;
    case "F4":
      return event.altKey ? null : actions.toggleHold;
    case "F8":
      return actions.togglePresence;
    case "F9":
      return actions.end;
    case "Enter":
      if (event.ctrlKey) return actions.finish;
      return rings && !presses(event.target) ? actions.answer : null;
    case "Escape":
      return actions.back;
    case "/":
      return types(event.target) ? null : actions.search;
    case "?":
      return types(event.target) ? null : actions.help;
    default:
      return null;
  }
}

/** The element takes typed text. */
function types(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");
}

/** Enter on this element already does something of its own. */
function presses(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("button, a, summary");
}
