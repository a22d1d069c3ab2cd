/** The page of what is left to do: two lists, kept up to date by the stream. */

import { clockTime, serverSaid } from "../clock";
import { h, setText } from "../dom";
import { icon } from "../icons";
import { LiveStream } from "../live";
import { Notices } from "../parts/notices";
import type { CallbackRow, MessageRow, ToDo } from "../todo-types";
import { t } from "../words";
import { callbackRow } from "./callback";
import { messageRow } from "./message";
import { Rows } from "./rows";

const MINUTE_MS = 60_000;

export function todoPage(root: HTMLElement, first: ToDo): void {
  const banner = h("div.banner", { role: "alert", hidden: true });
  const noticeBox = h("div.notices");
  const notices = new Notices(noticeBox);
  let minute = 0;
  // The age of a row is words, so each minute it is drawn again; the id alone tells rows apart.
  const callbacks = new Rows<CallbackRow & { readonly minute: number }>((row) => callbackRow(row, notices.problem));
  const messages = new Rows<MessageRow>((row) => messageRow(row, notices.problem));
  const callbackBlock = block(t("callbacks"), t("callbacks_none"), callbacks.element, t("call_by_telephone"));
  const messageBlock = block(t("voice_messages"), t("messages_none"), messages.element);
  root.replaceChildren(banner, h("div.to-do-blocks", {}, callbackBlock.element, messageBlock.element), noticeBox);

  let shown = first;
  const show = (todo: ToDo): void => {
    serverSaid(todo.at);
    shown = todo;
    banner.hidden = true;
    callbacks.show(todo.callbacks.map((row) => ({ ...row, minute: row.state === "open" ? minute : 0 })));
    messages.show(todo.messages);
    callbackBlock.count(t("callbacks_open", { n: todo.callbacks_open }), todo.callbacks.length === 0);
    messageBlock.count(t("messages_open", { n: todo.messages_open }), todo.messages.length === 0);
  };
  show(first);
  window.setInterval(() => {
    // A number that is being read out, or a dialog, must not be drawn away.
    if (document.querySelector("dialog[open], .number-line [role=status]")) return;
    minute += 1;
    show(shown);
  }, MINUTE_MS);

  const cut = (...words: (Node | string)[]): void => {
    banner.hidden = false;
    banner.replaceChildren(icon("alert"), ...words);
  };
  const stream = new LiveStream<ToDo>("todo", {
    onSnapshot: show,
    onCut: () => cut(t("live_cut", { time: clockTime(shown.at, { seconds: true }) })),
    onSignedOut: () => cut(t("problem_signed_out"), " ", h("a", { href: "/desk/sign-in?next=/desk/todo" }, t("sign_in"))),
  });
  void stream.start();
  window.addEventListener("pagehide", () => stream.stop());
}

function block(title: string, empty: string, rows: HTMLElement, hint = "") {
  const count = h("span.tag", { role: "status" });
  const nothing = h("p.empty", {}, empty);
  const element = h("section.to-do-block", {}, h("h2", {}, title, " ", count), hint ? h("p.hint", {}, hint) : null, nothing, rows);
  return {
    element,
    count: (words: string, isEmpty: boolean): void => {
      setText(count, words, { mark: true });
      nothing.hidden = !isEmpty;
    },
  };
}
