/** Building elements. Text is always text: nothing here parses markup, so what citizens send stays words. */

export type Child = Node | string | number | null | undefined | false;

type Attributes = Record<string, string | number | boolean | null | undefined | ((event: never) => void)>;

/** An element: `h("button.primary", { onclick, disabled }, "Answer")`. False, null and undefined are left out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  name: K | `${K}.${string}`,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const [tag, ...classes] = name.split(".");
  const element = document.createElement(tag as K);
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(key.slice(2), value as unknown as EventListener);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...present(children));
  return element;
}

export function present(children: readonly Child[]): (Node | string)[] {
  return children
    .filter((child): child is Node | string | number => child !== null && child !== undefined && child !== false)
    .map((child) => (typeof child === "number" ? String(child) : child));
}

/** Set text only where it differs, and mark it for two seconds where the reader asked for that. */
export function setText(element: HTMLElement, text: string, { mark = false }: { mark?: boolean } = {}): void {
  if (element.textContent === text) return;
  const first = element.textContent === "";
  element.textContent = text;
  if (mark && !first) markChanged(element);
}

function markChanged(element: HTMLElement): void {
  element.classList.add("changed");
  window.setTimeout(() => element.classList.remove("changed"), 2000);
}

/** Calls `draw` again only when what it depends on has changed, so that focus and typed words stay. */
export function memo<T>(root: HTMLElement, draw: (value: T) => readonly Child[]): (value: T, key?: unknown) => void {
  let last: string | null = null;
  return (value, key = value) => {
    const now = JSON.stringify(key);
    if (now === last) return;
    last = now;
    root.replaceChildren(...present(draw(value)));
  };
}
