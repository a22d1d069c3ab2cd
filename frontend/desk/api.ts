/** Asking the server. A problem comes with words for the person who sees it. */

import { t } from "./words";

export class Problem extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

let csrf = "";

export function setCsrf(token: string): void {
  csrf = token;
}

export async function post<T = unknown>(path: string, body: object = {}): Promise<T> {
  return ask<T>(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrf },
    body: JSON.stringify(body),
  });
}

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return ask<T>(path, signal ? { signal } : {});
}

/** Sent while the page goes away: no answer is awaited. */
export function farewell(path: string): void {
  const form = new FormData();
  form.set("csrfmiddlewaretoken", csrf);
  navigator.sendBeacon(path, form);
}

async function ask<T>(path: string, request: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { ...request, redirect: "error", headers: { Accept: "application/json", ...request.headers } });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem(t("problem_network"), 0);
  }
  if (response.ok) return (await response.json()) as T;
  throw new Problem(await words(response), response.status);
}

async function words(response: Response): Promise<string> {
  if (response.status === 401) return t("problem_signed_out");
  const body = (await response.json().catch(() => null)) as { problem?: { zh: string; en: string } } | null;
  const both = body?.problem;
  if (!both) return t("problem_server");
  return document.documentElement.lang.startsWith("zh") ? both.zh : both.en;
}
