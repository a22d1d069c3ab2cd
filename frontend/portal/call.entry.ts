import "./call.css";
import { Line, type LineView } from "./line";
import { fetchPass, type Pass } from "./pass";

const KEYS = "0123456789*#";
const PRESSED_MS = 200;

const page = document.documentElement;
const telephone = one<HTMLElement>(".telephone");
const buttons = {
  call: one<HTMLButtonElement>("[data-do='call']"),
  hangUp: one<HTMLButtonElement>("[data-do='hang-up']"),
  mute: one<HTMLButtonElement>("[data-do='mute']"),
};
const clock = one<HTMLElement>("[data-clock]");
const keys = new Map(
  [...document.querySelectorAll<HTMLButtonElement>("[data-key]")].map((key) => [key.dataset["key"] ?? "", key]),
);
let shown: LineView | null = null;

function one<E extends Element>(selector: string): E {
  const found = document.querySelector<E>(selector);
  if (!found) throw new Error(`the page has no ${selector}`);
  return found;
}

function pass(): Promise<Pass> {
  return fetchPass(telephone.dataset["ticket"] ?? "", one<HTMLInputElement>("[name='csrfmiddlewaretoken']").value);
}

function show(view: LineView): void {
  const wasBusy = shown !== null && isBusy(shown);
  shown = view;
  const busy = isBusy(view);
  telephone.dataset["phase"] = view.phase;
  for (const word of document.querySelectorAll<HTMLElement>("[data-say]")) {
    word.hidden = word.dataset["say"] !== view.phase;
  }
  for (const word of document.querySelectorAll<HTMLElement>("[data-trouble]")) {
    word.hidden = ![...view.troubles].some((trouble) => trouble === word.dataset["trouble"]);
  }
  buttons.call.hidden = busy;
  buttons.call.disabled = view.troubles.has("insecure");
  buttons.hangUp.hidden = !busy;
  buttons.mute.hidden = view.phase !== "talking";
  buttons.mute.setAttribute("aria-pressed", String(view.muted));
  for (const word of buttons.mute.querySelectorAll<HTMLElement>("[data-muted]")) {
    word.hidden = (word.dataset["muted"] === "yes") !== view.muted;
  }
  for (const key of keys.values()) key.disabled = view.phase !== "talking";
  // Whoever uses the keyboard stays where the button was.
  if (busy !== wasBusy && (document.activeElement === document.body || document.activeElement?.closest(".hands"))) {
    (busy ? buttons.hangUp : buttons.call).focus();
  }
  tick();
}

function isBusy(view: LineView): boolean {
  return view.phase === "calling" || view.phase === "talking";
}

function tick(): void {
  const seconds = shown?.talkingSince ? Math.floor((Date.now() - shown.talkingSince) / 1000) : 0;
  clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function press(key: string): void {
  const button = keys.get(key);
  if (!button || button.disabled) return;
  line.sendTone(key);
  button.dataset["pressed"] = "";
  window.setTimeout(() => delete button.dataset["pressed"], PRESSED_MS);
}

/** The page changes its language in place: a call would not outlive a new page. */
function switchLanguage(): void {
  const english = page.lang !== "en";
  page.lang = english ? "en" : "zh-Hans";
  document.title = (english ? telephone.dataset["titleEn"] : telephone.dataset["titleZh"]) ?? document.title;
  document.cookie = `hotline_language=${english ? "en" : "zh-hans"}; path=/; max-age=31536000; samesite=lax`;
}

const line = new Line(pass, show);
buttons.call.addEventListener("click", () => void line.call(telephone.dataset["number"] ?? ""));
buttons.hangUp.addEventListener("click", () => line.hangUp());
buttons.mute.addEventListener("click", () => line.setMuted(!shown?.muted));
for (const [key, button] of keys) button.addEventListener("click", () => press(key));
one("[data-language]").addEventListener("click", switchLanguage);
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (KEYS.includes(event.key)) press(event.key);
});
window.addEventListener("beforeunload", (event) => {
  if (shown && isBusy(shown)) event.preventDefault();
});
window.addEventListener("pagehide", () => line.hangUp());
window.setInterval(tick, 500);
