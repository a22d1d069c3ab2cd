"""Every figure we print: its name, what it means, its formula in words and in code.

The report page and `docs/glossary.md` are both written from this table.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from hotline.kernel.words import Words

from .counts import Counts
from .limits import IN_TIME_SECONDS, SHORT_ABANDON_SECONDS
from .measures import Count, MeanTime, Measure, Share

Group = Literal["calls", "connection", "waiting", "handling", "survey", "trouble"]

GROUPS: Final[dict[Group, Words]] = {
    "calls": Words("来电", "Calls"),
    "connection": Words("接通", "Connection"),
    "waiting": Words("等待", "Waiting"),
    "handling": Words("处理", "Handling"),
    "survey": Words("评价", "Survey"),
    "trouble": Words("异常", "Trouble"),
}

SCOPE: Final = Words(
    "统计范围：市民打入的电话，测试电话不计。每通电话的全部数字都记在它开始的那个小时（中心所在时区）；"
    "除“进行中”外，只统计已经结束的电话。每通结束的电话只有一种结局：人工接听、自助服务、放弃、短时放弃、故障未服务、菜单中挂机。",
    "Counted are telephone calls that citizens made; test calls are not. Everything about a call belongs to the hour "
    "in which it began, in the centre's time zone; apart from “under way” only calls that have ended count. Each ended "
    "call has exactly one outcome: answered, self-service, abandoned, short abandon, unserved by us, left in the menu.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """One figure. `measure` is the formula that is carried out, `formula` the same for people."""

    key: str
    group: Group
    name: Words
    meaning: Words
    formula: Words
    measure: Callable[[Counts], Measure]


def definition_of(key: str) -> Definition:
    """The definition of one figure. Raises KeyError for a figure we do not print."""
    return _BY_KEY[key]


DEFINITIONS: Final[tuple[Definition, ...]] = (
    Definition(
        key="calls",
        group="calls",
        name=Words("来电", "Calls"),
        meaning=Words("市民打入并已结束的电话。", "Calls that citizens made and that have ended."),
        formula=Words(
            "人工接听 + 自助服务 + 放弃 + 短时放弃 + 故障未服务 + 菜单中挂机",
            "answered + self-service + abandoned + short abandons + unserved by us + left in the menu",
        ),
        measure=lambda counts: Count(counts.calls),
    ),
    Definition(
        key="under_way",
        group="calls",
        name=Words("进行中", "Under way"),
        meaning=Words("还没有结束的电话，不进入其他数字。", "Calls that have not ended; they are in no other figure."),
        formula=Words("没有结束时间的电话数", "number of calls without an end"),
        measure=lambda counts: Count(counts.under_way),
    ),
    Definition(
        key="answered",
        group="calls",
        name=Words("人工接听", "Answered by an adviser"),
        meaning=Words(
            "至少有一位坐席接听过的电话，不论后来怎样结束；应急时由普通话机接听的也算。",
            "Calls that at least one adviser took, however they ended afterwards; those that a plain telephone took "
            "while our programs were away count too.",
        ),
        formula=Words(
            "有服务记录，或来源为应急且结束原因为“已服务”的电话数",
            "number of calls with an engagement, or of origin fallback and ended as served",
        ),
        measure=lambda counts: Count(counts.answered),
    ),
    Definition(
        key="self_service",
        group="calls",
        name=Words("自助服务", "Served by automated voice"),
        meaning=Words(
            "没有人接听，但市民用语音听过某个条目的回答（即条目正文的第一段），或留了言，或登记了回电。",
            "Nobody took the call, and the citizen listened to the answer of an entry (the first paragraph of its "
            "text), left a message, or asked to be called back.",
        ),
        formula=Words(
            "非人工接听，且有一个条目的语音播过标题和回答（已开始第 3 段）、有语音留言、或有市民登记的回电的电话数",
            "number of calls not answered with an entry whose title and answer were spoken (a third piece was begun), "
            "with a voice message, or with a call-back that the caller asked for",
        ),
        measure=lambda counts: Count(counts.self_service),
    ),
    Definition(
        key="abandoned",
        group="calls",
        name=Words("放弃", "Abandoned"),
        meaning=Words(
            f"进入过排队、等了至少 {SHORT_ABANDON_SECONDS} 秒、没有得到任何服务就结束的电话"
            "（坐席正在振铃时挂机也算）。",
            f"Calls that had queued for at least {SHORT_ABANDON_SECONDS} seconds and ended without any service; "
            "hanging up while an adviser's desk rings counts too.",
        ),
        formula=Words(
            f"有排队话段、排队合计 ≥ {SHORT_ABANDON_SECONDS} 秒、非人工接听、非自助服务、非故障未服务的电话数",
            f"number of calls with a queue segment, {SHORT_ABANDON_SECONDS} s of queue or more, neither answered nor "
            "self-service nor unserved by us",
        ),
        measure=lambda counts: Count(counts.abandoned),
    ),
    Definition(
        key="abandoned_short",
        group="calls",
        name=Words("短时放弃", "Short abandons"),
        meaning=Words(
            f"排队不到 {SHORT_ABANDON_SECONDS} 秒就离开的电话，单独列出，不进入放弃和服务水平。",
            f"Calls that left after less than {SHORT_ABANDON_SECONDS} seconds of queue: shown apart, neither in the "
            "abandoned calls nor in the service level.",
        ),
        formula=Words(
            f"同“放弃”，但排队合计 < {SHORT_ABANDON_SECONDS} 秒的电话数",
            f"as for abandoned calls, with less than {SHORT_ABANDON_SECONDS} s of queue",
        ),
        measure=lambda counts: Count(counts.abandoned_short),
    ),
    Definition(
        key="left_menu",
        group="calls",
        name=Words("菜单中挂机", "Left in the menu"),
        meaning=Words(
            "没有排队也没有得到服务就结束的电话。", "Calls that ended without having queued and without any service."
        ),
        formula=Words(
            "无排队话段、非人工接听、非自助服务、非故障未服务的电话数",
            "number of calls without a queue segment that were neither answered nor self-service nor unserved by us",
        ),
        measure=lambda counts: Count(counts.left_menu),
    ),
    Definition(
        key="connect_rate",
        group="connection",
        name=Words("接通率", "Connect rate"),
        meaning=Words(
            "得到人工或自助服务的电话所占的比例。", "The share of calls that got an adviser or automated service."
        ),
        formula=Words("（人工接听 + 自助服务）÷ 来电", "(answered + self-service) ÷ calls"),
        measure=lambda counts: Share(counts.answered + counts.self_service, counts.calls),
    ),
    Definition(
        key="adviser_connect_rate",
        group="connection",
        name=Words("人工接通率", "Connect rate, advisers only"),
        meaning=Words("得到人工服务的电话所占的比例。", "The share of calls that got an adviser."),
        formula=Words("人工接听 ÷ 来电", "answered ÷ calls"),
        measure=lambda counts: Share(counts.answered, counts.calls),
    ),
    Definition(
        key="service_level",
        group="waiting",
        name=Words(f"服务水平（{IN_TIME_SECONDS} 秒）", f"Service level ({IN_TIME_SECONDS} s)"),
        meaning=Words(
            f"进入排队的电话中，第一次排队在 {IN_TIME_SECONDS} 秒内由坐席接起的比例。"
            "短时放弃不计；离开排队去留言或登记回电的，计为没有及时接起；回到队列的再次等待不计。",
            "Of the calls that queued, the share whose first wait ended with an adviser within "
            f"{IN_TIME_SECONDS} seconds. Short abandons are left out; who left the queue for a message or a call-back "
            "was not answered in time; waits after a return to the queue do not count.",
        ),
        formula=Words(
            f"第一个排队话段 ≤ {IN_TIME_SECONDS} 秒且紧接人工服务的电话 ÷（有排队话段的电话 − 短时放弃）",
            f"calls whose first queue segment is ≤ {IN_TIME_SECONDS} s and is followed by a served segment ÷ (calls "
            "with a queue segment − short abandons)",
        ),
        measure=lambda counts: Share(counts.in_time, counts.queued - counts.abandoned_short),
    ),
    Definition(
        key="mean_wait",
        group="waiting",
        name=Words("平均等待", "Mean wait"),
        meaning=Words(
            "进入排队的每通电话在第一次人工服务之前平均排队多久，放弃的也算。",
            "How long the calls that queued waited before their first adviser, those who gave up included.",
        ),
        formula=Words(
            "第一次人工服务之前的排队话段总时长 ÷ 有排队话段的电话数",
            "total length of queue segments before the first served segment ÷ calls with a queue segment",
        ),
        measure=lambda counts: MeanTime(counts.wait_us, counts.queued),
    ),
    Definition(
        key="speed_of_answer",
        group="waiting",
        name=Words("平均应答速度", "Average speed of answer"),
        meaning=Words("人工接听的电话平均排队多久。", "How long the calls that an adviser took had queued."),
        formula=Words(
            "人工接听且排过队的电话，其第一次人工服务之前的排队总时长 ÷ 这些电话数",
            "for answered calls that had queued: total length of queue segments before the first served segment ÷ "
            "their number",
        ),
        measure=lambda counts: MeanTime(counts.answered_wait_us, counts.answered_queued),
    ),
    Definition(
        key="returned",
        group="waiting",
        name=Words("回到队列", "Returned to the queue"),
        meaning=Words(
            "人工服务中断（例如坐席掉线）后又回到队列的电话。",
            "Calls that went back to the queue after an adviser, for instance because the adviser's line was lost.",
        ),
        formula=Words(
            "人工服务之后又有排队话段的电话数", "number of calls with a queue segment after a served segment"
        ),
        measure=lambda counts: Count(counts.returned),
    ),
    Definition(
        key="return_wait",
        group="waiting",
        name=Words("回队等待", "Wait after a return"),
        meaning=Words("每次回到队列平均又等了多久。", "How long each return to the queue lasted."),
        formula=Words(
            "人工服务之后的排队话段总时长 ÷ 这些话段数",
            "total length of queue segments after a served segment ÷ number of those segments",
        ),
        measure=lambda counts: MeanTime(counts.return_wait_us, counts.returns),
    ),
    Definition(
        key="handle_time",
        group="handling",
        name=Words("平均处理时长", "Mean handle time"),
        meaning=Words(
            "坐席完成一次服务平均用多久，通话加话后；话后未完成的服务不计。",
            "How long an adviser's work on a call took, talk and wrap-up; work whose wrap-up goes on is left out.",
        ),
        formula=Words(
            "（通话时长 + 话后时长）÷ 已完成话后的服务数", "(talk + wrap-up) ÷ engagements whose wrap-up is finished"
        ),
        measure=lambda counts: MeanTime(counts.talk_us + counts.wrap_up_us, counts.engagements),
    ),
    Definition(
        key="talk_time",
        group="handling",
        name=Words("平均通话时长", "Mean talk time"),
        meaning=Words(
            "处理时长中的通话部分，保持也算。", "The part of the handle time spent with the citizen, hold included."
        ),
        formula=Words(
            "（通话结束 − 接起）合计 ÷ 已完成话后的服务数",
            "total of (end of talk − answer) ÷ engagements whose wrap-up is finished",
        ),
        measure=lambda counts: MeanTime(counts.talk_us, counts.engagements),
    ),
    Definition(
        key="survey_offered_rate",
        group="survey",
        name=Words("邀评率", "Survey offered"),
        meaning=Words(
            "人工接听的电话中，请市民评价的比例。", "Of the answered calls, the share that was asked for a mark."
        ),
        formula=Words("请过评价的电话 ÷ 人工接听", "calls asked for a mark ÷ answered"),
        measure=lambda counts: Share(counts.survey_offered, counts.answered),
    ),
    Definition(
        key="survey_answered_rate",
        group="survey",
        name=Words("参评率", "Survey answered"),
        meaning=Words(
            "请过评价的电话中，市民给出评价的比例。", "Of the calls asked for a mark, the share that gave one."
        ),
        formula=Words("给出评价的电话 ÷ 请过评价的电话", "calls with a mark ÷ calls asked for a mark"),
        measure=lambda counts: Share(counts.survey_answered, counts.survey_offered),
    ),
    Definition(
        key="satisfaction",
        group="survey",
        name=Words("满意率", "Satisfaction"),
        meaning=Words(
            "给出评价的电话中，“非常满意”和“满意”所占的比例；“一般”不算满意。",
            "Of the calls with a mark, the share marked very satisfied or satisfied. The middle mark does not count.",
        ),
        formula=Words("（非常满意 + 满意）÷ 给出评价的电话", "(very satisfied + satisfied) ÷ calls with a mark"),
        measure=lambda counts: Share(counts.survey_satisfied, counts.survey_answered),
    ),
    Definition(
        key="lost",
        group="trouble",
        name=Words("系统中断", "Lost by us"),
        meaning=Words(
            "因系统故障中断的电话，包括中断前已有坐席接听的；它们在回电名单上。",
            "Calls that a fault of ours cut off, those already with an adviser included; they are on the call-back "
            "list.",
        ),
        formula=Words(
            "结束原因为系统中断或故障的电话数", "number of calls that ended as lost in a crash or by trouble"
        ),
        measure=lambda counts: Count(counts.lost),
    ),
    Definition(
        key="lost_unserved",
        group="trouble",
        name=Words("故障未服务", "Unserved by us"),
        meaning=Words(
            "由于我们的原因没有得到任何服务的电话：系统中断时还没有得到服务，或者应急时无人接听也没有留言。",
            "Calls that got no service through us: cut off before any, or made while our programs were away and "
            "neither taken nor ended with a message.",
        ),
        formula=Words(
            "（系统中断或来源为应急）且非人工接听、非自助服务的电话数",
            "number of calls lost by us or of origin fallback that were neither answered nor self-service",
        ),
        measure=lambda counts: Count(counts.lost_unserved),
    ),
    Definition(
        key="fallback",
        group="trouble",
        name=Words("应急接听", "Fallback calls"),
        meaning=Words(
            "程序不在时由交换机自己接听的电话，事后补入记录；也在来电之内。",
            "Calls that the telephone engine served by itself while our programs were away, imported afterwards; they "
            "are among the calls.",
        ),
        formula=Words("来源为应急的电话数", "number of calls whose origin is fallback"),
        measure=lambda counts: Count(counts.fallback),
    ),
)

_BY_KEY: Final = {definition.key: definition for definition in DEFINITIONS}
