/** The top bar: my state and time in it, the queue, today's service level, and the ways out. */

import { duration, secondsSince } from "../clock";
import { h, memo, setText } from "../dom";
import { icon } from "../icons";
import type { DeskState } from "../state";
import type { Setup } from "../types";
import { t, tCode } from "../words";

export interface TopActions {
  readonly ready: () => void;
  readonly notReady: (reason: string) => void;
  readonly showKeys: () => void;
  readonly switchLanguage: () => void;
  readonly signOut: () => void;
}

export function topbar(root: HTMLElement, setup: Setup, actions: TopActions): (state: DeskState) => void {
  const since = h("span.since");
  const waiting = h("strong", { role: "status" });
  const longest = h("span");
  const level = h("span.level");
  const advisers = h("span.advisers");
  const state = h("div.my-state");
  const line = h("span.line");
  const count = h("span.count", { hidden: true });
  const todo = h("a.to-do", { href: "/desk/todo", target: "_blank" }, t("to_do"), count);
  root.replaceChildren(
    h("span.brand", {}, h("strong", {}, setup.number), h("span.who", {}, setup.staff.name, " ", setup.staff.work_number)),
    state,
    h("div.centre", {}, waiting, longest, advisers, level),
    line,
    ways(setup, actions, todo),
  );
  const drawState = memo<DeskState>(state, (now) => presence(now, since, setup, actions));
  const drawLine = memo<DeskState>(line, (now) => phoneLine(now));
  return (now) => {
    const { snapshot, phone, leads } = now;
    drawState(now, [snapshot?.me.state, snapshot?.me.reason, snapshot?.me.presence]);
    drawLine(now, [phone.line, leads]);
    if (!snapshot) return;
    const { me, centre } = snapshot;
    setText(since, duration(secondsSince(me.since)));
    setText(waiting, centre.waiting ? t("waiting_now", { n: centre.waiting }) : t("nobody_waits"), { mark: true });
    setText(longest, centre.longest_since ? t("longest", { time: duration(secondsSince(centre.longest_since)) }) : "");
    setText(advisers, t("advisers_now", { ready: centre.ready, talking: centre.talking, wrap_up: centre.wrap_up }));
    setText(level, serviceLevel(centre.service_level, centre.service_level_seconds));
    const left = centre.callbacks_open + centre.messages_open;
    setText(count, String(left), { mark: true });
    count.hidden = left === 0;
    todo.title = t("to_do_meaning", { callbacks: centre.callbacks_open, messages: centre.messages_open });
    level.title = t("service_level_meaning", { seconds: centre.service_level_seconds });
  };
}

function serviceLevel(share: number | null, seconds: number): string {
  if (share === null) return t("service_level_none", { seconds });
  return t("service_level", { seconds, share: `${Math.round(share * 100)} %` });
}

function presence({ snapshot }: DeskState, since: HTMLElement, setup: Setup, actions: TopActions): HTMLElement[] {
  const me = snapshot?.me;
  const state = me?.state ?? "signed_out";
  const reason = state === "not_ready" && me?.reason ? ` · ${tCode("reason_", me.reason)}` : "";
  const badge = h("span.state", { "data-state": state }, h("span.dot", { "aria-hidden": "true" }), t(state), reason, since);
  if (state === "not_ready" || state === "signed_out") {
    return [badge, h("button.primary", { type: "button", title: "F8", onclick: actions.ready }, t("go_ready"), h("kbd", {}, "F8"))];
  }
  const reasons = h("select.off-menu", { "aria-label": t("go_not_ready"), disabled: state === "reserved" },
    h("option", { value: "" }, t("go_not_ready")),
    ...setup.reasons.map((code) => h("option", { value: code }, tCode("reason_", code))));
  reasons.addEventListener("change", () => {
    if (reasons.value) actions.notReady(reasons.value);
    reasons.value = "";
  });
  return state === "ready" ? [badge, reasons] : [badge];
}

function phoneLine({ phone, leads }: DeskState): (HTMLElement | string)[] {
  const good = phone.line === "registered";
  return leads ? [h("span.tag", { "data-meaning": good ? "good" : "alarm" }, t("phone_line", { state: t(`line_${phone.line}`) }))] : [];
}

function ways(setup: Setup, actions: TopActions, todo: HTMLElement): HTMLElement {
  return h(
    "nav.ways",
    {},
    todo,
    h("a", { href: "/desk/interactions", target: "_blank" }, t("my_interactions")),
    setup.reports_url ? h("a", { href: setup.reports_url, target: "_blank" }, t("reports")) : null,
    h("button.link", { type: "button", onclick: actions.showKeys }, t("keys"), h("kbd", {}, "?")),
    h("button.link", { type: "button", onclick: actions.switchLanguage }, t("other_language")),
    h("button.link", { type: "button", onclick: actions.signOut }, t("sign_out")),
  );
}

export function cutBanner(root: HTMLElement): (state: DeskState, lastAt: string) => void {
  return (state, lastAt) => {
    root.hidden = !(state.cut || state.signedOut);
    if (state.signedOut) {
      root.replaceChildren(icon("alert"), t("problem_signed_out"), " ", h("a", { href: "/desk/sign-in" }, t("sign_in")));
    } else if (state.cut) {
      root.replaceChildren(icon("alert"), t("live_cut", { time: lastAt }));
    }
  };
}
