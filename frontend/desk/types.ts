/** What the server tells the desk. Times are ISO 8601 with zone. */

export interface Both {
  readonly zh: string;
  readonly en: string;
}

export type DeskStateName = "signed_out" | "not_ready" | "ready" | "reserved" | "talking" | "wrap_up";

export interface Me {
  readonly state: DeskStateName;
  readonly since: string;
  readonly presence: "ready" | "not_ready";
  readonly reason: string;
  readonly phone_reachable: boolean;
}

export interface Centre {
  readonly waiting: number;
  readonly longest_since: string | null;
  readonly ready: number;
  readonly talking: number;
  readonly wrap_up: number;
  /** Share of today's first queue segments answered in time, 0 to 1; null before the first. */
  readonly service_level: number | null;
  readonly service_level_seconds: number;
  readonly callbacks_open: number;
  readonly messages_open: number;
}

export interface Offer {
  readonly id: string;
  readonly interaction: string;
  readonly queue: Both;
  readonly waiting_since: string;
  readonly made_at: string;
  readonly expires_at: string;
}

export interface Work {
  readonly interaction: string;
  readonly engagement: string;
  readonly served_from: string;
  readonly served_to: string | null;
  readonly on_hold: boolean;
}

export interface PathStep {
  readonly kind: string;
  readonly at: string;
  readonly label: Both;
  readonly key: string;
}

export interface HistoryRow {
  readonly id: string;
  readonly number: string;
  readonly medium: string;
  readonly started_at: string;
  readonly end_reason: string;
  readonly type: Both | null;
  readonly disposition: Both | null;
}

export interface EntryBrief {
  readonly version: string;
  readonly code: string;
  readonly title: Both;
  readonly answer: Both;
  readonly listened?: boolean;
}

export interface Basis {
  readonly law: Both;
  readonly article: Both;
  readonly version: string;
}

export interface EntryCard extends EntryBrief {
  readonly paragraphs: { readonly zh: readonly string[]; readonly en: readonly string[] };
  readonly basis: readonly Basis[];
  readonly valid_from: string;
  readonly valid_to: string | null;
}

export interface Citizen {
  readonly number: string | null;
  readonly known: boolean;
  readonly elder: boolean;
  readonly contacts_week: number;
  readonly history: readonly HistoryRow[];
}

export interface Context {
  readonly interaction: string;
  readonly number: string;
  readonly language: "zh" | "en";
  readonly elder: boolean;
  readonly started_at: string;
  readonly citizen: Citizen;
  readonly path: readonly PathStep[];
  readonly suggested: readonly EntryBrief[];
}

export interface Snapshot {
  readonly at: string;
  readonly me: Me;
  readonly centre: Centre;
  readonly offer: Offer | null;
  readonly work: Work | null;
  readonly context: Context | null;
}

export interface MatterType {
  readonly code: string;
  readonly title: Both;
}

export interface MatterGroup {
  readonly title: Both;
  readonly types: readonly MatterType[];
}

/** What the page is born with. */
export interface Setup {
  /** The public number people dial. */
  readonly number: string;
  readonly staff: { readonly id: string; readonly name: string; readonly work_number: string; readonly role: string };
  readonly language: "zh" | "en";
  readonly timezone: string;
  readonly csrf: string;
  readonly phone: { readonly account: string; readonly password: string };
  readonly matter_types: readonly MatterGroup[];
  readonly reasons: readonly string[];
  readonly reports_url: string | null;
}
