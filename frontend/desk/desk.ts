/** Puts the parts together: state comes in, parts draw it, actions go out. */

import type { PhoneView } from "../phone/phone";
import type { Quality } from "../phone/quality";
import { Ring } from "../phone/ring";
import { get, post } from "./api";
import { clockTime, serverSaid } from "./clock";
import { Draft } from "./draft";
import { h } from "./dom";
import { HoldWish } from "./hold";
import { bindKeys } from "./keyboard";
import { Lead, type PhoneOrder } from "./lead";
import { announce } from "./parts/announce";
import { answers, type Answers } from "./parts/answers";
import { callbar } from "./parts/callbar";
import { citizen } from "./parts/citizen";
import { askReason, dialog, showKeys } from "./parts/dialogs";
import { form } from "./parts/form";
import { idle } from "./parts/idle";
import { Notices } from "./parts/notices";
import { offer } from "./parts/offer";
import { workPath } from "./parts/path";
import { strip } from "./parts/strip";
import { cutBanner, topbar } from "./parts/topbar";
import { interactionOf, orphanedFor, sceneOf, Store, type DeskState } from "./state";
import type { Story } from "./story-types";
import { storyView } from "./story/story";
import { Tabs } from "./tabs";
import type { EntryBrief, Setup, Snapshot } from "./types";
import { currentLanguage, setLanguage, t } from "./words";

type TabMessage =
  | { readonly kind: "state"; readonly snapshot: Snapshot | null; readonly phone: PhoneView; readonly quality: Quality | null; readonly cut: boolean }
  | { readonly kind: "hello" }
  | { readonly kind: "order"; readonly order: PhoneOrder };

export class Desk {
  #setup: Setup;
  #root: HTMLElement;
  #store = new Store();
  #ring = new Ring();
  #lead: Lead | null = null;
  #orphanedTicks = 0;
  #wasInHand = false;
  #tabs: Tabs<TabMessage>;
  #drafts = new Map<string, Draft>();
  #numbers = new Map<string, string>();
  #notices!: Notices;
  readonly #hold = new HoldWish();
  #answers!: Answers;
  #redrawForm!: () => void;
  #redrawCitizen!: () => void;
  #draw: (state: DeskState) => void = () => undefined;

  constructor(setup: Setup, root: HTMLElement) {
    this.#setup = setup;
    this.#root = root;
    this.#tabs = new Tabs<TabMessage>(`hotline-desk-${setup.staff.id}`, {
      onLead: () => this.#takeLead(),
      onMessage: (message) => this.#hear(message),
    });
  }

  start(): void {
    this.#build();
    this.#store.subscribe((state) => this.#draw(state));
    window.setInterval(() => this.#tick(), 1000);
    window.addEventListener("beforeunload", (event) => {
      if (this.#lead && this.#store.state.phone.phase === "talking") event.preventDefault();
    });
    bindKeys({
      scene: () => sceneOf(this.#store.state),
      answer: () => this.#order("answer"),
      end: () => this.#order(this.#store.state.phone.phase === "ringing" ? "decline" : "hang_up"),
      toggleMute: () => this.#toggleMute(),
      toggleHold: () => void this.#toggleHold(),
      togglePresence: () => void this.#togglePresence(),
      finish: () => void this.#finish("ready"),
      search: () => this.#answers.focusSearch(),
      back: () => this.#answers.back(),
      help: showKeys,
    });
    this.#tabs.send({ kind: "hello" });
  }

  #tick(): void {
    this.#draw(this.#store.state);
    const { phone, snapshot } = this.#store.state;
    this.#wasInHand = phone.phase === "talking" && (this.#wasInHand || Boolean(snapshot?.work));
    const patience = this.#lead === null ? null : orphanedFor(this.#store.state, this.#wasInHand);
    this.#orphanedTicks = patience === null ? 0 : this.#orphanedTicks + 1;
    if (patience !== null && this.#orphanedTicks >= patience) this.#order("hang_up");
  }

  // The leading tab and its followers

  #takeLead(): void {
    this.#lead = new Lead(this.#setup, this.#ring, {
      onSnapshot: (snapshot) => {
        serverSaid(snapshot.at);
        this.#change({ snapshot, cut: false, signedOut: false });
      },
      onCut: () => this.#change({ cut: true }),
      onSignedOut: () => this.#change({ signedOut: true }),
      onPhone: (phone) => this.#phoneChanged(phone),
      onQuality: (quality) => {
        if (quality !== this.#store.state.quality) this.#change({ quality });
      },
    });
    this.#change({ leads: true });
    this.#lead.start();
  }

  #change(part: Partial<DeskState>): void {
    this.#store.change(part);
    this.#tell();
  }

  #tell(): void {
    const { snapshot, phone, quality, cut } = this.#store.state;
    if (this.#lead) this.#tabs.send({ kind: "state", snapshot, phone, quality, cut });
  }

  #hear(message: TabMessage): void {
    if (message.kind === "order") this.#lead?.order(message.order);
    else if (message.kind === "hello") this.#tell();
    else if (!this.#lead) {
      const { snapshot, phone, quality, cut } = message;
      if (snapshot) serverSaid(snapshot.at);
      this.#store.change({ snapshot, phone, quality, cut });
    }
  }

  #order(order: PhoneOrder): void {
    if (this.#lead) this.#lead.order(order);
    else this.#tabs.send({ kind: "order", order });
  }

  #phoneChanged(phone: PhoneView): void {
    const before = this.#store.state.phone;
    this.#change({ phone });
    if (phone.trouble && phone.trouble !== before.trouble) {
      this.#notices.show(t(phone.trouble === "microphone" ? "no_microphone" : "line_trouble"));
    }
    if (phone.phase === "ringing" && before.phase !== "ringing") {
      this.#root.querySelector<HTMLButtonElement>("button.answer")?.focus();
    }
  }

  // Drawing

  #build(): void {
    const [bar, banner, notices] = [h("header.topbar"), h("div.banner", { role: "alert" }), h("div.notices")];
    const [heading, said] = [h("h1.visually-hidden", {}, t("product", { number: this.#setup.number })), h("div.visually-hidden")];
    const [left, middle, right, foot] = [h("aside.left", { "aria-label": t("citizen") }), h("main.middle", { "aria-label": t("call_in_hand") }), h("aside.right", { "aria-label": t("answers") }), h("footer.foot")];
    const scenes = { idle: h("div.scene"), offer: h("div.scene"), bar: h("div.callbar"), path: h("div.work-path"), form: h("div.form") };
    const work = h("div.scene.work", {}, scenes.bar, scenes.path, scenes.form);
    middle.replaceChildren(heading, scenes.idle, scenes.offer, work);
    this.#root.replaceChildren(bar, banner, left, middle, right, foot, notices, said);
    this.#notices = new Notices(notices);

    const actions = this.#actions();
    this.#answers = answers(right, actions);
    const inquiry = form(scenes.form, actions);
    const who = citizen(left, actions);
    this.#redrawForm = inquiry.redraw;
    this.#redrawCitizen = who.redraw;
    const parts = [topbar(bar, this.#setup, actions), who.update, this.#answers.update, inquiry.update, idle(scenes.idle), offer(scenes.offer, actions), callbar(scenes.bar, actions), workPath(scenes.path), announce(said), strip(foot, () => !this.#store.state.leads)];
    const cut = cutBanner(banner);
    this.#draw = (state) => {
      const scene = sceneOf(state);
      scenes.idle.hidden = scene !== "idle";
      scenes.offer.hidden = scene !== "offer";
      work.hidden = scene !== "work";
      this.#root.dataset["scene"] = scene;
      document.title = scene === "offer" ? `☎ ${t("offer_title")}` : `${t(state.snapshot?.me.state ?? "signed_out")} · ${this.#setup.number}`;
      for (const part of parts) part(state);
      cut(state, state.snapshot ? clockTime(state.snapshot.at, { seconds: true }) : "–");
    };
    this.#draw(this.#store.state);
  }

  #actions() {
    return {
      matterTypes: this.#setup.matter_types,
      draftOf: (interaction: string) => this.#draftOf(interaction),
      problem: (error: unknown) => this.#notices.problem(error),
      ready: () => void this.#goReady(),
      notReady: (reason: string) => void this.#presence("not_ready", reason),
      showKeys,
      switchLanguage: () => this.#switchLanguage(),
      signOut: () => void this.#signOut(),
      answer: () => this.#order("answer"),
      decline: () => this.#order("decline"),
      hangUp: () => this.#order("hang_up"),
      toggleMute: () => this.#toggleMute(),
      toggleHold: () => void this.#toggleHold(),
      finish: (next: "ready" | "not_ready") => void this.#finish(next),
      reveal: () => void this.#reveal(),
      markElder: (elder: boolean) => void this.#command("/desk/elder", { interaction: this.#interaction, elder }),
      openStory: (id: string) => void this.#openStory(id),
      shown: (interaction: string) => this.#numbers.get(interaction) ?? null,
      use: (entry: EntryBrief) => this.#use(entry),
      isUsed: (version: string) => (this.#interaction ? this.#draftOf(this.#interaction).uses(version) : false),
      canUse: () => this.#store.state.snapshot?.work != null,
    };
  }

  #switchLanguage(): void {
    const language = currentLanguage() === "zh" ? "en" : "zh";
    setLanguage(language);
    this.#build();
    void this.#command("/desk/language", { language });
  }

  // Actions

  get #interaction(): string | null {
    return interactionOf(this.#store.state.snapshot);
  }

  #draftOf(interaction: string): Draft {
    const draft = this.#drafts.get(interaction) ?? new Draft(interaction);
    this.#drafts.set(interaction, draft);
    return draft;
  }

  async #command(path: string, body: object): Promise<boolean> {
    try {
      await post(path, body);
      return true;
    } catch (error) {
      this.#notices.problem(error);
      return false;
    }
  }

  async #goReady(): Promise<void> {
    this.#ring.permit();
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      for (const track of stream.getTracks()) track.stop();
    } catch {
      this.#notices.show(t("no_microphone"));
      return;
    }
    await this.#presence("ready", "");
  }

  async #presence(presence: "ready" | "not_ready", reason: string): Promise<void> {
    await this.#command("/desk/presence", { presence, reason });
  }

  async #togglePresence(): Promise<void> {
    const state = this.#store.state.snapshot?.me.state;
    if (state === "ready") await this.#presence("not_ready", this.#setup.reasons[0] ?? "");
    else if (state === "not_ready" || state === "signed_out") await this.#goReady();
  }

  #toggleMute(): void {
    this.#order(this.#store.state.phone.muted ? "unmute" : "mute");
  }

  async #toggleHold(): Promise<void> {
    const work = this.#store.state.snapshot?.work;
    if (!work) return;
    const held = this.#hold.next(work.interaction, work.on_hold);
    if (!(await this.#command(held ? "/desk/hold" : "/desk/resume", { interaction: work.interaction }))) this.#hold.forget();
  }

  async #finish(next: "ready" | "not_ready"): Promise<void> {
    const work = this.#store.state.snapshot?.work;
    if (!work || work.served_to === null) return;
    const draft = this.#draftOf(work.interaction);
    const incomplete = draft.incomplete();
    if (incomplete) {
      this.#notices.show(t("matter_incomplete", { n: incomplete }));
      return;
    }
    const matters = draft.matters.map(({ entries, ...matter }) => ({ ...matter, entries: entries.map((entry) => entry.version) }));
    const body = { interaction: work.interaction, engagement: work.engagement, matters, next, reason: next === "ready" ? "" : this.#setup.reasons[0] };
    if (await this.#command("/desk/wrap-up", body)) {
      this.#notices.clear();
      draft.forget();
      this.#drafts.delete(work.interaction);
      this.#numbers.clear();
    }
  }

  async #reveal(): Promise<void> {
    const interaction = this.#interaction;
    const reason = interaction && (await askReason(t("show_number"), t("why_show")));
    if (!interaction || !reason) return;
    try {
      const { number } = await post<{ number: string }>("/desk/reveal", { interaction, reason });
      this.#numbers.set(interaction, number);
      this.#redrawCitizen();
    } catch (error) {
      this.#notices.problem(error);
    }
  }

  async #openStory(id: string): Promise<void> {
    try {
      const story = await get<Story>(`/desk/interactions/${id}/story`);
      const page = h("a", { href: `/desk/interactions/${id}`, target: "_blank" }, t("open_page"));
      dialog(t("story_of", { number: story.number }), [storyView(story), page], { wide: true });
    } catch (error) {
      this.#notices.problem(error);
    }
  }

  #use(entry: EntryBrief): void {
    if (!this.#interaction) return;
    this.#draftOf(this.#interaction).use(entry);
    this.#redrawForm();
    this.#answers.redraw();
  }

  async #signOut(): Promise<void> {
    const state = this.#store.state.snapshot?.me.state;
    if (state === "talking" || state === "wrap_up" || state === "reserved") {
      this.#notices.show(t("sign_out_busy"));
      return;
    }
    if (await this.#command("/desk/sign-out", {})) window.location.assign("/desk/sign-in");
  }
}
