"""What to try in the first five minutes."""

from dataclasses import dataclass

from hotline.kernel.words import Words


@dataclass(frozen=True, slots=True)
class Try:
    """One thing to try: what to do, and what to do it with: the telephone in the page, or a command."""

    what: Words
    by_browser_call: bool = False
    command: str = ""


TRIES = (
    Try(
        Words(
            "用浏览器拨打，听完欢迎词按 2，再按 1001，听一条办事知识。",
            "Call from this browser: after the welcome press 2, then 1001, and listen to an answer.",
        ),
        by_browser_call=True,
    ),
    Try(
        Words(
            "以坐席李静进入，允许麦克风，按“就绪”；再从另一个标签页拨打并按 0，来电就会响到坐席台。",
            "Enter as the adviser Li Jing (李静), allow the microphone and press Ready; then call from another tab "
            "and press 0: the call rings on the desk.",
        ),
    ),
    Try(
        Words(
            "接听，边谈边查知识，挂机，写小结；来电的一方会被请求评价。",
            "Answer, look things up while you talk, hang up, write the wrap-up; the caller is asked for a mark.",
        ),
    ),
    Try(
        Words(
            "以班长赵敏进入，看刚才这些电话的数字。",
            "Enter as the supervisor Zhao Min (赵敏) and see these calls in figures.",
        ),
    ),
    Try(
        Words("没有耳机？在终端里打一通真正的 SIP 电话：", "No headset? Place a real SIP call from the terminal:"),
        command="./hotline call --keys 2,1001",
    ),
)
