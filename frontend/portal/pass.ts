/** What a telephone in the page needs to reach the engine, for one connection. */
export interface Pass {
  readonly account: string;
  readonly password: string;
  readonly ticket: string;
}

/** Shorter than a cut call is kept, so that a question that hangs is asked again in time. */
const ANSWER_LIMIT_MS = 5_000;

/** Ask for a pass at this address. Rejects when it is refused or no answer comes. */
export async function fetchPass(address: string, csrf: string): Promise<Pass> {
  const signal = AbortSignal.timeout(ANSWER_LIMIT_MS);
  const answer = await fetch(address, { method: "POST", headers: { "X-CSRFToken": csrf }, signal });
  if (!answer.ok) throw new Error(`no ticket: ${answer.status}`);
  return (await answer.json()) as Pass;
}
