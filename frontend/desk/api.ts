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

/** A pressed button gets its answer, good or bad, within this. */
const ANSWER_LIMIT_MS = 10_000;

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
  const limit = AbortSignal.timeout(ANSWER_LIMIT_MS);
  const signal = request.signal ? AbortSignal.any([request.signal, limit]) : limit;
  try {
    const response = await fetch(path, { ...request, signal, redirect: "error", headers: { Accept: "application/json", ...request.headers } });
    if (response.ok) return (await response.json()) as T;
    throw new Problem(await words(response), response.status);
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (request.signal?.aborted) throw error; // whoever asked does not want it any more
    throw new Problem(t(limit.aborted ? "problem_no_answer" : "problem_network"), 0);
  }
}

async function words(response: Response): Promise<string> {
  if (response.status === 401) return t("problem_signed_out");
  const body = (await response.json().catch(() => null)) as { problem?: { zh: string; en: string } } | null;
  const both = body?.problem;
  if (!both) return t("problem_server");
  return document.documentElement.lang.startsWith("zh") ? both.zh : both.en;
}
