"""One call and one account of the scripted telephone, as pjsua2 sees them. Only `process` imports this."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pjsua2 as pj

Tell = Callable[..., None]

# Longer than the 80 ms under which Asterisk takes a key for clipped, makes it longer and so runs late for the next one.
KEY_MILLISECONDS = 140
# The level (pjsua2's own scale; a full tone has 37, an empty line 0) from which a line counts as sounding.
LOUD_LEVEL = 4
SAMPLE_RATE = 8000

STATE_WORDS = {
    pj.PJSIP_INV_STATE_CALLING: "calling",
    pj.PJSIP_INV_STATE_INCOMING: "ringing",
    pj.PJSIP_INV_STATE_EARLY: "ringing",
    pj.PJSIP_INV_STATE_CONFIRMED: "answered",
    pj.PJSIP_INV_STATE_DISCONNECTED: "ended",
}


class Leg(pj.Call):  # type: ignore[misc]  # pjsua2 ships no types
    """One call. Everything it hears goes into `record`; what `play` was given is its voice."""

    def __init__(
        self, account: "Line", *, name: str, tell: Tell, record: Path | None, call_id: int | None = None
    ) -> None:
        super().__init__(account, pj.PJSUA_INVALID_ID if call_id is None else call_id)
        self.name = name
        self.is_over = False
        self._tell = tell
        self._record = record
        self._recorder: Any = None
        self._voice: Any = None
        self._media: Any = None
        self._is_loud = False
        self._keys_due: list[tuple[float, str]] = []
        self._answer_at: float | None = None

    def onCallState(self, prm: Any) -> None:  # noqa: N802  # pjsua2 names its callbacks
        """Tell every change of state, the end with its SIP code."""
        info = self.getInfo()
        word = STATE_WORDS.get(info.state)
        if word == "ended":
            self.is_over = True
            self._let_go()
        if word:
            self._tell("state", call=self.name, state=word, code=int(info.lastStatusCode))

    def onCallMediaState(self, prm: Any) -> None:  # noqa: N802  # pjsua2 names its callbacks
        """Connect ear and mouth whenever the sound path comes up, after a hold as well."""
        # The list of media belongs to `info` and dies with it.
        info = self.getInfo()
        for index, media in enumerate(info.media):
            if media.type == pj.PJMEDIA_TYPE_AUDIO and media.status == pj.PJSUA_CALL_MEDIA_ACTIVE:
                self._media = self.getAudioMedia(index)
                self._connect()
                return
        self._media = None

    def keys_press(self, keys: str, *, gap_seconds: float) -> None:
        """Press these keys one after the other, so many seconds apart, after those still waiting."""
        due = max([time.monotonic(), *(at + gap_seconds for at, _ in self._keys_due)])
        for key in keys:
            self._keys_due.append((due, key))
            due += gap_seconds

    def tone_play(self, hertz: int) -> None:
        """Hum one tone until `hush`."""
        tone = pj.ToneGenerator()
        tone.createToneGenerator(SAMPLE_RATE, 1)
        description = pj.ToneDesc()
        description.freq1, description.freq2, description.on_msec, description.off_msec = hertz, 0, 1000, 0
        tones = pj.ToneDescVector()
        tones.append(description)
        tone.play(tones, True)
        self._speak_with(tone)

    def file_play(self, file: str, *, is_repeated: bool) -> None:
        """Speak a WAV file, once or again and again."""
        player = pj.AudioMediaPlayer()
        player.createPlayer(file, 0 if is_repeated else pj.PJMEDIA_FILE_NO_LOOP)
        self._speak_with(player)

    def hush(self) -> None:
        """Be silent."""
        self._voice = None

    def answer_with(self, code: int) -> None:
        """Send a SIP answer: 180 rings, 200 takes the call, 486 and 603 refuse it."""
        answer = pj.CallOpParam()
        answer.statusCode = code
        self.answer(answer)

    def answer_later(self, seconds: float) -> None:
        """Take the call after ringing for so long."""
        self._answer_at = time.monotonic() + seconds

    def end(self, code: int = 0) -> None:
        """Hang up; before an answer that means to give up or to refuse with `code`."""
        if not self.is_over:
            how = pj.CallOpParam()
            how.statusCode = code
            self.hangup(how)

    def tick(self) -> None:
        """Do what is due now and tell when the line begins to sound or falls silent."""
        now = time.monotonic()
        if self._answer_at is not None and now >= self._answer_at and not self.is_over:
            self._answer_at = None
            self.answer_with(200)
        if self._media is None or self.is_over:
            return
        while self._keys_due and self._keys_due[0][0] <= now:
            self._key_send(self._keys_due.pop(0)[1])
        # What the far end says is what the call transmits into our mixer.
        is_loud = self._media.getTxLevel() >= LOUD_LEVEL
        if is_loud != self._is_loud:
            self._is_loud = is_loud
            self._tell("sound", call=self.name, loud=is_loud)

    def _key_send(self, key: str) -> None:
        press = pj.CallSendDtmfParam()
        press.method, press.duration, press.digits = pj.PJSUA_DTMF_METHOD_RFC2833, KEY_MILLISECONDS, key
        self.sendDtmf(press)
        self._tell("key", call=self.name)

    def _connect(self) -> None:
        if self._record and self._recorder is None:
            self._recorder = pj.AudioMediaRecorder()
            self._recorder.createRecorder(str(self._record))
        if self._recorder is not None:
            self._media.startTransmit(self._recorder)
        if self._voice is not None:
            self._voice.startTransmit(self._media)

    def _speak_with(self, voice: Any) -> None:
        self._voice = voice
        if self._media is not None:
            voice.startTransmit(self._media)

    def _let_go(self) -> None:
        # Their destructors close the files; pjsua2 wants them gone before its library.
        self._media = self._voice = self._recorder = None


class Line(pj.Account):  # type: ignore[misc]  # pjsua2 ships no types
    """An account: the anonymous one that calls out, or a registered desk telephone that is called."""

    def __init__(self, *, name: str, tell: Tell, incoming: Callable[["Line", int], None]) -> None:
        super().__init__()
        self.name = name
        self._tell = tell
        self._incoming = incoming

    def onIncomingCall(self, prm: Any) -> None:  # noqa: N802  # pjsua2 names its callbacks
        """Hand a new call to the telephone, which knows what to do with it."""
        self._incoming(self, prm.callId)

    def onRegState(self, prm: Any) -> None:  # noqa: N802  # pjsua2 names its callbacks
        """Tell whether the registrar knows us."""
        self._tell("registered", account=self.name, code=int(prm.code), is_active=bool(self.getInfo().regIsActive))
