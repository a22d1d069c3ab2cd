/** The server's clock, as far as this page knows it, and how times are written. */

import { currentLanguage, t } from "./words";

let ahead = 0;
let timeZone = "Asia/Shanghai";

/** All times are the centre's, wherever the browser stands. */
export function setTimeZone(name: string): void {
  timeZone = name;
}

/** Learn from a time the server just gave. */
export function serverSaid(at: string): void {
  ahead = Date.parse(at) - Date.now();
}

export function now(): number {
  return Date.now() + ahead;
}

export function secondsSince(iso: string): number {
  return Math.max(0, Math.floor((now() - Date.parse(iso)) / 1000));
}

export function secondsUntil(iso: string): number {
  return Math.max(0, Math.ceil((Date.parse(iso) - now()) / 1000));
}

/** 75 is "1:15", 3675 is "1:01:15". */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = String(whole % 60).padStart(2, "0");
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

export function clockTime(iso: string, { seconds = false }: { seconds?: boolean } = {}): string {
  return new Date(iso).toLocaleTimeString(currentLanguage() === "zh" ? "zh-CN" : "en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    ...(seconds ? { second: "2-digit" } : {}),
    hour12: false,
    timeZone,
  });
}

/** Under an hour: how long ago. After that: the day and the time. */
export function when(iso: string): string {
  const minutes = Math.floor(secondsSince(iso) / 60);
  const chinese = currentLanguage() === "zh";
  if (minutes < 1) return chinese ? "刚刚" : "just now";
  if (minutes < 60) return chinese ? `${minutes} 分钟前` : `${minutes} min ago`;
  return dayAndTime(iso);
}

export function dayAndTime(iso: string): string {
  const day = new Date(iso);
  const year = (at: Date): string => at.toLocaleDateString("en-GB", { year: "numeric", timeZone });
  const thisYear = year(day) === year(new Date(now()));
  const chinese = currentLanguage() === "zh";
  const date = day.toLocaleDateString(chinese ? "zh-CN" : "en-GB", {
    ...(thisYear ? {} : { year: "numeric" }),
    month: chinese ? "numeric" : "short",
    day: "numeric",
    timeZone,
  });
  return `${date} ${clockTime(iso)}`;
}

/** A stretch of time in the two units that matter: 3 days 4 hours, 2 hours 5 minutes, 7 minutes. */
export function span(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours >= 24) return t("days_hours", { days: Math.floor(hours / 24), hours: hours % 24 });
  return hours ? t("hours_minutes", { hours, minutes: minutes % 60 }) : t("minutes", { n: minutes });
}
