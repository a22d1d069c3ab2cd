/** How well the other side is heard, judged over the whole call so far. */
export type Quality = "good" | "fair" | "poor";

const FAIR_LOSS = 0.02;
const POOR_LOSS = 0.08;
const FAIR_JITTER_SECONDS = 0.03;
const POOR_JITTER_SECONDS = 0.1;

interface InboundAudio {
  readonly type: string;
  readonly kind?: string;
  readonly packetsLost?: number;
  readonly packetsReceived?: number;
  readonly jitter?: number;
}

/** Loss and jitter of the received voice in one word. */
export function callQuality(stats: Iterable<[string, unknown]>): Quality {
  let worst: Quality = "good";
  for (const [, entry] of stats) {
    const report = entry as InboundAudio;
    if (report.type !== "inbound-rtp" || report.kind !== "audio") continue;
    const lost = Math.max(0, report.packetsLost ?? 0);
    const loss = lost / Math.max(1, lost + (report.packetsReceived ?? 0));
    const jitter = report.jitter ?? 0;
    if (loss > POOR_LOSS || jitter > POOR_JITTER_SECONDS) return "poor";
    if (loss > FAIR_LOSS || jitter > FAIR_JITTER_SECONDS) worst = "fair";
  }
  return worst;
}

/** Packets of voice received so far: none at all means that nothing has been heard yet. */
export function packetsHeard(stats: Iterable<[string, unknown]>): number {
  let heard = 0;
  for (const [, entry] of stats) {
    const report = entry as InboundAudio;
    if (report.type === "inbound-rtp" && report.kind === "audio") heard += report.packetsReceived ?? 0;
  }
  return heard;
}
