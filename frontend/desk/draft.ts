/** The words typed into the form: kept for each interaction in this tab's session, so a reload loses nothing. */

import type { Both, EntryBrief } from "./types";

export interface UsedEntry {
  readonly version: string;
  readonly code: string;
  readonly title: Both;
}

export interface MatterDraft {
  type_code: string;
  disposition: string;
  note: string;
  entries: UsedEntry[];
}

const PREFIX = "hotline-draft:";

export function emptyMatter(): MatterDraft {
  return { type_code: "", disposition: "", note: "", entries: [] };
}

export class Draft {
  readonly interaction: string;
  matters: MatterDraft[];
  /** The matter that the next used entry belongs to. */
  active = 0;

  constructor(interaction: string, storage: Storage = window.sessionStorage) {
    this.interaction = interaction;
    const kept = storage.getItem(PREFIX + interaction);
    this.matters = kept ? (JSON.parse(kept) as MatterDraft[]) : [emptyMatter()];
    this.active = this.matters.length - 1;
  }

  save(storage: Storage = window.sessionStorage): void {
    storage.setItem(PREFIX + this.interaction, JSON.stringify(this.matters));
  }

  add(): void {
    this.matters.push(emptyMatter());
    this.active = this.matters.length - 1;
    this.save();
  }

  remove(index: number): void {
    this.matters.splice(index, 1);
    this.active = Math.min(this.active, this.matters.length - 1);
    this.save();
  }

  uses(version: string): boolean {
    return this.matters.some((matter) => matter.entries.some((entry) => entry.version === version));
  }

  use({ version, code, title }: EntryBrief): void {
    if (this.uses(version)) return;
    this.matters[this.active]?.entries.push({ version, code, title });
    this.save();
  }

  unuse(version: string): void {
    for (const matter of this.matters) matter.entries = matter.entries.filter((entry) => entry.version !== version);
    this.save();
  }

  /** The number of the first matter without type or result, or null where all are complete. */
  incomplete(): number | null {
    const index = this.matters.findIndex((matter) => !matter.type_code || !matter.disposition);
    return index < 0 ? null : index + 1;
  }

  forget(storage: Storage = window.sessionStorage): void {
    storage.removeItem(PREFIX + this.interaction);
  }
}
