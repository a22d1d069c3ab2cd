/** A recording with its wave: the citizen above the line, the adviser below; a click goes to that place. */

import { get } from "../api";
import { duration } from "../clock";
import { h } from "../dom";
import { icon } from "../icons";
import { t } from "../words";

const SVG = "http://www.w3.org/2000/svg";
const HALF = 40;

interface Peaks {
  /** One list for each channel, values 0 to 1; a message has one channel. */
  readonly channels: readonly (readonly number[])[];
}

export interface Sound {
  readonly wav: string;
  readonly peaks: string;
  readonly seconds: number | null;
  readonly title: string;
}

export function player(sound: Sound): HTMLElement {
  const audio = h("audio", { preload: "none", src: sound.wav });
  const button = h("button.primary.play", { type: "button", onclick: () => void toggle() });
  const clock = h("span.player-clock");
  const picture = h("div.wave", { role: "slider", tabindex: 0, "aria-label": sound.title, "aria-valuemin": 0, "aria-valuemax": Math.round(sound.seconds ?? 0), "aria-valuenow": 0 });
  const trouble = h("p.problem", { role: "alert", hidden: true }, t("recording_gone"));
  const played = h("div.wave-played");
  picture.append(played);
  void drawPeaks(picture, sound.peaks).catch(() => (trouble.hidden = false));

  const length = (): number => (Number.isFinite(audio.duration) ? audio.duration : (sound.seconds ?? 0));
  const show = (): void => {
    button.replaceChildren(icon(audio.paused ? "play" : "pause"), t(audio.paused ? "play" : "pause"));
    clock.textContent = `${duration(audio.currentTime)} / ${duration(length())}`;
    played.style.width = `${length() ? (audio.currentTime / length()) * 100 : 0}%`;
    picture.setAttribute("aria-valuenow", String(Math.round(audio.currentTime)));
    picture.setAttribute("aria-valuetext", clock.textContent);
  };
  const toggle = async (): Promise<void> => {
    if (audio.paused) await audio.play().catch(() => undefined);
    else audio.pause();
  };
  const seek = (seconds: number): void => {
    audio.currentTime = Math.max(0, Math.min(length(), seconds));
    show();
  };
  for (const event of ["play", "pause", "timeupdate", "durationchange", "ended"]) audio.addEventListener(event, show);
  audio.addEventListener("error", () => (trouble.hidden = false));
  picture.addEventListener("click", (event) => seek((event.offsetX / picture.clientWidth) * length()));
  picture.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -5, ArrowRight: 5 }[event.key];
    if (step) seek(audio.currentTime + step);
    else if (event.key === " ") void toggle();
    else return;
    event.preventDefault();
  });
  show();
  return h("figure.player", {}, h("figcaption", {}, sound.title), picture, h("div.player-foot", {}, button, clock, h("span.hint", {}, t("listening_logged"))), trouble, audio);
}

async function drawPeaks(picture: HTMLElement, address: string): Promise<void> {
  const { channels } = await get<Peaks>(address);
  const [upper = [], lower = upper] = channels;
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${upper.length || 1} ${HALF * 2}`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  svg.append(shape(upper, -1, "wave-citizen"), shape(lower, 1, "wave-adviser"));
  picture.prepend(svg);
  if (channels.length > 1) {
    picture.append(h("span.wave-name.upper", {}, t("wave_citizen")), h("span.wave-name.lower", {}, t("wave_adviser")));
  }
}

/** One closed shape along the middle line, up (-1) or down (1). The square root lets quiet speech be seen. */
function shape(peaks: readonly number[], direction: 1 | -1, name: string): SVGPathElement {
  const path = document.createElementNS(SVG, "path");
  const points = peaks.map((peak, x) => `${x},${(HALF + direction * Math.max(0.6, Math.sqrt(peak) * (HALF - 2))).toFixed(1)}`);
  path.setAttribute("d", `M0,${HALF} L${points.join(" ")} L${peaks.length},${HALF} Z`);
  path.setAttribute("class", name);
  return path;
}
