"""`./hotline call`: try the line without a telephone."""

import argparse
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from shutil import copyfile
from urllib.parse import urlsplit

from django.conf import settings

from hotline.speech.errors import SpeechError
from hotline.telephony.caller.client import Call, CallerError, Telephone
from hotline.telephony.caller.script import Press, ScriptError, script_read

EXIT_DONE, EXIT_TROUBLE, EXIT_USAGE = 0, 1, 2
RING_SECONDS = 20.0
# The pause that counts as "the voice has finished": longer than the one between two sentences. Keys may interrupt a
# voice that goes on.
PAUSE_SECONDS = 0.9
LONGEST_LISTENING_SECONDS = 3.0
INTERRUPTED = 130


def main(argv: Sequence[str]) -> int:
    """Place the call, save and tell what was heard; return the exit code: 0 done, 1 trouble, 2 a wrong option."""
    for told in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(told, signal.default_int_handler)
    options = _options().parse_args(argv)
    try:
        presses = script_read(options.keys)
    except ScriptError as fault:
        say(
            zh=f"--keys 里的 {fault} 不是按键：只能用 0-9 * # A-D 和逗号。",
            en=f"--keys: {fault} is no key. Use 0-9 * # A-D and commas.",
        )
        return EXIT_USAGE
    if not _is_centre_running():
        say(
            zh=f"{settings.HOTLINE_NUMBER} 没有在运行：请先运行 ./hotline up",
            en="The centre is not running: run ./hotline up first.",
        )
        return EXIT_TROUBLE
    if find_spec("pjsua2") is None:
        say(
            zh="没有安装拨号程序 pjsua2：请先运行 ./hotline up",
            en="pjsua2, the telephone, is not installed: run ./hotline up once more.",
        )
        return EXIT_TROUBLE
    try:
        return _call_and_tell(options, presses)
    except CallerError as trouble:
        say(
            zh=f"电话没有打成：{trouble}。用 ./hotline doctor 检查。",
            en=f"The call failed: {trouble}. ./hotline doctor looks for the cause.",
        )
        return EXIT_TROUBLE
    except KeyboardInterrupt:
        say(zh="已挂断。", en="Hung up.")
        return INTERRUPTED


def say(*, zh: str, en: str) -> None:
    """Write a line for the operator: Chinese, and English too unless the terminal is a Chinese one."""
    is_chinese = os.environ.get("LC_ALL", os.environ.get("LANG", "")).startswith("zh")
    print(zh if is_chinese else f"{zh}  {en}", flush=True)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./hotline call",
        description=f"打电话给 {settings.HOTLINE_NUMBER}，按键，保存听到的声音。 "
        f"Call {settings.HOTLINE_NUMBER} by SIP, press keys, save what is heard.",
        epilog="例 example: ./hotline call --keys 2,1001   "
        "（逗号：等语音停顿，最多 3 秒 / a comma waits for a pause, 3 s at most）",
    )
    parser.add_argument("--keys", default="", help="按键 the keys to press, for example 2,1001")
    parser.add_argument(
        "--from", dest="number", default="13800138000", help="主叫号码 the caller's number (13800138000)"
    )
    parser.add_argument(
        "--seconds", type=_seconds, default=40.0, help="最长通话秒数 hang up after so many seconds (40)"
    )
    parser.add_argument(
        "--out", type=Path, default=Path("heard.wav"), help="录音文件 where to save the sound (heard.wav)"
    )
    parser.add_argument("--language", choices=["zh", "en"], default="zh", help="识别语言 language for the text (zh)")
    return parser


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 1 <= seconds <= 3600:
        raise argparse.ArgumentTypeError("1 - 3600")
    return seconds


def _is_centre_running() -> bool:
    address = urlsplit(settings.HOTLINE_ARI_URL)
    try:
        socket.create_connection((address.hostname or "", address.port or 0), timeout=2).close()
    except OSError:
        return False
    return True


def _call_and_tell(options: argparse.Namespace, presses: Sequence[Press]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        with Telephone(folder=Path(folder)) as telephone:
            heard, seconds = _call(telephone, options, presses)
        try:
            copyfile(heard, options.out)
        except OSError as error:
            say(zh=f"存不下 {options.out}：{error.strerror}", en=f"Cannot save {options.out}: {error.strerror}")
            return EXIT_TROUBLE
    say(zh=f"通话 {seconds:.1f} 秒，声音存在 {options.out}", en=f"{seconds:.1f} s, saved in {options.out}")
    _tell_text(options.out, language=options.language)
    return EXIT_DONE


def _call(telephone: Telephone, options: argparse.Namespace, presses: Sequence[Press]) -> tuple[Path, float]:
    number = settings.HOTLINE_NUMBER
    say(zh=f"拨打 {number} …", en=f"Calling {number} ...")
    call = telephone.call(f"sip:{number}@127.0.0.1:{settings.HOTLINE_SIP_PORT}", number=options.number)
    call.wait_answered(limit=RING_SECONDS)
    say(zh="已接通。", en="Answered.")
    _press_all(call, presses, seconds=options.seconds)
    if not call.is_over:
        left = max(options.seconds - call.seconds, 0.1)
        say(zh=f"再听 {left:.0f} 秒…（Ctrl-C 挂断）", en=f"Listening for {left:.0f} s more ... (Ctrl-C hangs up)")
        try:
            call.wait_ended(limit=left)
        except CallerError:
            call.hang_up()
    say(zh="通话结束。", en="The call is over.")
    if call.record is None or not call.record.is_file():  # hung up before there was any
        raise CallerError("no sound was heard")
    return call.record, call.seconds


def _press_all(call: Call, presses: Sequence[Press], *, seconds: float) -> None:
    for press in presses:
        try:
            call.wait_sound(limit=max(seconds - call.seconds, 0.1))
        except CallerError:
            say(zh=f"没有听到声音，没有按 {press.keys}。", en=f"No voice came in time: {press.keys} not pressed.")
            return
        with suppress(CallerError):
            call.wait_quiet(seconds=PAUSE_SECONDS, limit=LONGEST_LISTENING_SECONDS)
        if call.is_over:
            return
        if press.keys:
            call.press(press.keys)
            say(zh=f"{call.seconds:5.1f} 秒 按键 {press.keys}", en=f"pressed {press.keys}")


def _tell_text(sound: Path, *, language: str) -> None:
    # An aid that a centre may do without; the module says by itself what is missing.
    from hotline.speech import hearing  # noqa: PLC0415  # it loads numpy, which a wrong option need not wait for

    if hearing.can_hear():
        say(zh="正在把声音写成文字 …", en="Writing out what was heard ...")
    try:
        text = hearing.hear(sound, language)
    except SpeechError as missing:
        say(zh=missing.zh, en=missing.en)
        return
    say(zh="听到：", en="Heard:")
    sys.stdout.write(f"  {text or '……'}\n")
