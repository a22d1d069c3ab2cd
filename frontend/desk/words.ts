/** Everything the desk says, Chinese first. `{name}` is replaced by a value. */

export type Language = "zh" | "en";

const WORDS = {
  // top bar
  product: ["12333 坐席台", "12333 desk"],
  waiting_now: ["排队 {n} 人", "{n} waiting"],
  nobody_waits: ["无人排队", "nobody waiting"],
  longest: ["最长 {time}", "longest {time}"],
  service_level: ["今日 {seconds} 秒接通率 {share}", "today {share} in {seconds} s"],
  service_level_none: ["今日尚无来电进入排队", "no queue yet today"],
  service_level_meaning: ["今日首次排队在 {seconds} 秒内接通的比例", "Share of today's first waits answered within {seconds} s"],
  advisers_now: ["空闲 {ready} · 通话 {talking} · 话后 {wrap_up}", "{ready} free · {talking} talking · {wrap_up} wrap-up"],
  my_interactions: ["接触记录", "Interactions"],
  reports: ["报表", "Reports"],
  keys: ["快捷键", "Keys"],
  other_language: ["English", "中文"],
  sign_in: ["登录", "Sign in"],
  sign_out: ["签退", "Sign out"],
  sign_out_busy: ["请先结束通话和小结，再签退。", "End the call and the wrap-up before you sign out."],
  phone_line: ["话机", "Phone"],
  line_off: ["未连接", "not connected"],
  line_connecting: ["正在连接", "connecting"],
  line_registered: ["可接听", "can ring"],
  line_connected: ["已连接", "connected"],
  line_refused: ["交换机未接受，正在重试", "refused by the engine, trying again"],

  // states and reasons
  signed_out: ["未签入", "Signed out"],
  not_ready: ["未就绪", "Not ready"],
  ready: ["就绪", "Ready"],
  reserved: ["来电中", "Ringing"],
  talking: ["通话中", "Talking"],
  wrap_up: ["话后小结", "Wrap-up"],
  go_ready: ["就绪，接听来电", "Ready for calls"],
  go_not_ready: ["暂不接听", "Not ready"],
  reason_short_break: ["小休", "Short break"],
  reason_meal: ["用餐", "Meal"],
  reason_training: ["培训", "Training"],
  reason_paperwork: ["处理工单", "Paperwork"],
  reason_meeting: ["会议", "Meeting"],
  reason_signed_in: ["刚签入", "Just signed in"],
  reason_missed_call: ["有来电未接", "A call was not taken"],
  reason_screen_lost: ["页面或话机断开过", "Page or phone was cut off"],

  // live stream
  live_cut: ["与中心的连接断开，正在重连。最后更新 {time}", "Connection to the centre is cut, reconnecting. Last updated {time}"],
  live_follow: ["本页跟随另一个标签页，话机在那里。", "This page follows another tab, which has the phone."],

  // middle column
  idle_ready_title: ["等待来电", "Waiting for a call"],
  idle_ready_body: ["有来电时会在这里响铃，按回车键接听。", "A call will ring here. Press Enter to answer."],
  idle_off_title: ["您现在不接听来电", "You are not taking calls"],
  idle_off_body: ["准备好后按“就绪”。首次使用时浏览器会询问麦克风，请允许。", "Press Ready when you are. The first time, the browser asks for the microphone: please allow it."],
  idle_line_title: ["话机还不能响铃", "Your phone cannot ring yet"],
  idle_line_body: ["页面正在连接电话交换机，连上后才会派来电给您。", "The page is connecting to the telephone engine. You get calls once it is connected."],
  missed_title: ["刚才有来电未接", "A call was not taken"],
  missed_body: ["来电已转给其他人，您已被设为未就绪。准备好后请按“就绪”。", "It went to somebody else and you were set to not ready. Press Ready when you are back."],
  offer_title: ["来电", "Incoming call"],
  unknown_number: ["号码未知", "Number withheld"],
  from_queue: ["来自{queue}", "from {queue}"],
  waited: ["已等待 {time}", "has waited {time}"],
  answer: ["接听", "Answer"],
  decline: ["转给下一位", "Pass on"],
  seconds_left: ["剩 {n} 秒", "{n} s left"],
  phone_not_ringing: ["话机还没响，请稍候", "Your phone is about to ring"],
  answering: ["正在接通", "Connecting"],
  speaks_zh: ["讲中文", "speaks Chinese"],
  speaks_en: ["讲英语", "speaks English"],
  path: ["来电路径", "Path"],
  path_none: ["直接进入排队", "straight to the queue"],

  // call bar
  on_call: ["通话中", "On the call"],
  on_hold: ["已保持，市民在听音乐", "On hold: the citizen hears music"],
  call_over: ["通话 {time} 已结束，小结用时", "Call of {time} is over, wrapping up"],
  call_cut: ["您的话机已不在通话中", "Your phone is no longer on the call"],
  mute: ["静音", "Mute"],
  unmute: ["取消静音", "Unmute"],
  hold: ["保持", "Hold"],
  resume: ["取回", "Resume"],
  hang_up: ["挂机", "Hang up"],
  muted_note: ["您已静音", "You are muted"],
  quality_good: ["音质良好", "Sound is good"],
  quality_fair: ["音质一般", "Sound is fair"],
  quality_poor: ["音质差", "Sound is poor"],
  no_microphone: ["浏览器没有麦克风权限。请在地址栏左侧允许麦克风，再按“就绪”。", "The browser may not use the microphone. Allow it at the left of the address bar, then press Ready."],
  line_trouble: ["电话线路出错，通话没有接通。", "The telephone line failed and the call was not connected."],

  // form
  form: ["咨询登记", "Inquiry form"],
  matter: ["事项 {n}", "Matter {n}"],
  add_matter: ["增加事项", "Add a matter"],
  remove_matter: ["删除", "Remove"],
  type_code: ["业务类型", "Type"],
  choose: ["请选择", "Choose"],
  disposition: ["处理结果", "Result"],
  note: ["备注", "Note"],
  note_hint: ["市民问了什么，怎样答复。不要写身份证号。", "What was asked and answered. No identity numbers."],
  entries_used: ["用到的条目", "Entries used"],
  entries_none: ["在右侧条目上按“已答复”，会记在这里。", "Press “Used” on an entry at the right and it is noted here."],
  finish_ready: ["结束小结，就绪", "Finish, ready"],
  finish_off: ["结束小结，暂不接听", "Finish, not ready"],
  finish_later: ["通话结束后可提交", "Can be sent when the call is over"],
  matter_incomplete: ["事项 {n}：请选择业务类型和处理结果。", "Matter {n}: choose a type and a result."],
  draft_kept: ["已暂存，刷新页面也不会丢", "Kept: a reload does not lose it"],
  answered: ["已答复", "Answered"],
  referred: ["已转办", "Referred"],
  callback_promised: ["约定回电", "Call-back promised"],
  unreachable: ["无法联系", "Could not be reached"],
  nuisance: ["骚扰", "Nuisance"],
  other: ["其他", "Other"],

  // left column
  citizen: ["来电人", "Citizen"],
  show: ["显示", "Show"],
  show_number: ["显示完整号码", "Show the whole number"],
  why_show: ["为什么需要完整号码？查看会被记录。", "Why do you need the whole number? Looking is logged."],
  contacts_week: ["近 7 天第 {n} 次来电", "contact no. {n} within 7 days"],
  first_contact: ["首次来电", "First contact"],
  elder: ["长者，优先转人工", "Elderly: straight to a person"],
  elder_mark: ["标记为长者", "Mark as elderly"],
  elder_unmark: ["取消长者标记", "Remove the mark"],
  history: ["历史接触", "History"],
  history_none: ["没有更早的接触。", "No earlier contact."],
  history_empty: ["有来电时，这里显示来电人和以前的接触。", "Who calls, and earlier contacts, will appear here during a call."],
  load_more: ["更早", "Earlier"],

  // right column
  answers: ["答案", "Answers"],
  search_hint: ["搜索条目，按 / 开始", "Search entries, press /"],
  suggested: ["推荐条目", "Suggested"],
  suggested_none: ["没有可推荐的条目，请搜索。", "Nothing to suggest. Please search."],
  found: ["搜索结果", "Found"],
  found_none: ["没有找到“{q}”。换一个说法试试。", "Nothing found for “{q}”. Try other words."],
  listened: ["来电中听过", "heard on this call"],
  basis: ["依据", "Basis"],
  valid_since: ["{from} 起有效", "valid since {from}"],
  valid_until: ["{from} 至 {to}（不含）有效", "valid from {from} until {to}"],
  used: ["已答复", "Used"],
  used_done: ["已记入小结", "Noted for the wrap-up"],
  back_to_list: ["返回列表", "Back to the list"],

  // bottom strip
  other_work: ["手头其他工作", "Other work in hand"],
  other_work_none: ["暂无。文字咨询和传真会出现在这里。", "None. Chats and faxes will appear here."],

  // story
  story: ["接触记录", "Interaction"],
  story_of: ["接触 {number}", "Interaction {number}"],
  timeline: ["时间线", "Time line"],
  started: ["开始", "Started"],
  ended: ["结束", "Ended"],
  lasts: ["仍在进行", "still going on"],
  how_ended: ["结束方式", "How it ended"],
  length: ["时长", "Length"],
  language: ["语言", "Language"],
  lang_zh: ["中文", "Chinese"],
  lang_en: ["英语", "English"],
  called: ["拨打号码", "Called"],
  segment_flow: ["语音流程", "Automated voice"],
  segment_queue: ["排队", "Queue"],
  segment_served: ["人工服务", "With an adviser"],
  segment_away: ["转出", "Away"],
  steps: ["经过", "What happened"],
  engagements: ["服务", "Served by"],
  matters: ["事项", "Matters"],
  matters_none: ["还没有登记事项。", "No matter recorded yet."],
  provenance: ["使用的条目与版本", "Entries and versions used"],
  provenance_none: ["没有使用条目。", "No entry was used."],
  messages: ["留言", "Messages"],
  recordings: ["录音", "Recordings"],
  recordings_none: ["没有录音。", "No recording."],
  recording_talk: ["通话录音", "Talk"],
  recording_message: ["留言录音", "Message"],
  recording_live: ["正在录音", "being recorded"],
  recording_joining: ["正在整理，稍后可听", "being prepared, ready in a moment"],
  recording_failed: ["录音失败", "recording failed"],
  wave_citizen: ["来电人", "Citizen"],
  wave_adviser: ["坐席", "Adviser"],
  play: ["播放", "Play"],
  pause: ["暂停", "Pause"],
  listening_logged: ["每次收听都会记录。", "Each listening is logged."],
  recording_gone: ["录音读取失败。保存期已过，或文件损坏：请联系管理员。", "The recording could not be read. Its keeping time is over or the file is damaged: ask an administrator."],
  survey: ["满意度评价", "Survey"],
  survey_answered: ["已评价", "answered"],
  survey_not_answered: ["已邀请，未评价", "asked, not answered"],
  survey_not_asked: ["未邀请", "not asked"],
  open_page: ["打开完整页面", "Open the whole page"],
  handle_time: ["处理 {time}", "handled {time}"],
  heard_by_voice: ["语音收听 {n} 段", "{n} paragraphs heard"],
  rendering_card: ["坐席答复", "told by adviser"],
  rendering_voice: ["自动语音", "automated voice"],
  rendering_page: ["网页", "web page"],
  rendering_fax: ["传真", "fax"],
  rendering_sms: ["短信", "short message"],

  medium_voice: ["电话", "Telephone"],
  medium_chat: ["在线咨询", "Chat"],
  medium_fax: ["传真", "Fax"],
  medium_mail: ["邮件", "Mail"],
  medium_board: ["留言板", "Board"],
  medium_social: ["社交媒体", "Social media"],
  author_citizen: ["市民", "Citizen"],
  author_agent: ["坐席", "Adviser"],
  author_system: ["系统", "System"],
  end_caller_hung_up: ["市民挂机", "citizen hung up"],
  end_caller_gone: ["市民挂机", "citizen hung up"],
  end_flow_ended: ["语音流程结束", "ended by the flow"],
  end_abandoned_in_queue: ["排队时挂机", "left while queueing"],
  end_served: ["已由坐席服务", "served by an adviser"],
  end_lost_in_crash: ["系统中断", "lost in a failure"],
  end_trouble: ["系统出错", "system trouble"],
  end_flow_trouble: ["系统出错", "system trouble"],
  end_message_left: ["已留言", "left a message"],
  end_callback_requested: ["已登记回电", "call-back requested"],
  end_: ["", ""],

  // keys
  keys_title: ["键盘快捷键", "Keyboard"],
  key_answer: ["接听来电", "Answer the call"],
  key_decline: ["转给下一位", "Pass the call on"],
  key_mute: ["静音 / 取消静音", "Mute / unmute"],
  key_hold: ["保持 / 取回", "Hold / resume"],
  key_hang_up: ["挂机", "Hang up"],
  key_ready: ["就绪 / 暂不接听", "Ready / not ready"],
  key_search: ["搜索条目", "Search entries"],
  key_choose: ["在结果中移动，回车打开", "Move in the results, Enter opens"],
  key_form: ["跳到登记表", "Go to the form"],
  key_finish: ["结束小结，就绪", "Finish the wrap-up, ready"],
  key_close: ["关闭窗口或返回", "Close or go back"],
  key_help: ["显示这张表", "Show this list"],
  close: ["关闭", "Close"],
  cancel: ["取消", "Cancel"],
  leave_call: ["通话还没结束。", "The call is not over."],
  problem_network: ["没有发送成功：网络断开。连上后请再试一次。", "Not sent: the network is cut. Try again when it is back."],
  problem_server: ["服务器出错，没有完成。请再试一次。", "The server failed and nothing was done. Please try again."],
  problem_signed_out: ["登录已过期，请重新登录。", "Your sign-in has expired. Please sign in again."],
} as const satisfies Record<string, readonly [string, string]>;

export type WordKey = keyof typeof WORDS;

let language: Language = "zh";

export function setLanguage(next: Language): void {
  language = next;
  document.documentElement.lang = next === "zh" ? "zh-Hans" : "en";
}

export function currentLanguage(): Language {
  return language;
}

/** The words for this key in the present language. */
export function t(key: WordKey, values: Record<string, string | number> = {}): string {
  const words: string = WORDS[key][language === "zh" ? 0 : 1];
  return words.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

/** Like `t`, for keys that are put together; falls back to the code where there are no words for it. */
export function tCode(prefix: string, code: string): string {
  const key = `${prefix}${code}`;
  return key in WORDS ? t(key as WordKey) : code;
}

/** Picks from a text that comes in both languages. */
export function pick(text: { readonly zh: string; readonly en: string }): string {
  return language === "zh" ? text.zh || text.en : text.en || text.zh;
}
