"""The neural voice: Kokoro-82M, eight bits, by onnxruntime on the processor."""

import json
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np

from hotline.speech.engines.espeak_program import EspeakProgram
from hotline.speech.engines.phonemes import english_phonemes
from hotline.speech.engines.pinyin import chinese_phonemes
from hotline.speech.engines.shaping import pause_after, telephone_pcm
from hotline.speech.errors import SpeechError
from hotline.speech.languages import Language
from hotline.speech.normalize import Sentence, runs_of, sentences_of
from hotline.speech.parts import VOICE_MODEL, VOICE_VOCABULARY, part_file
from hotline.speech.sound import Pcm, Samples
from hotline.speech.voices import DEFAULT_VOICES, voice_file

RATE: Final = 24000
STYLE_LENGTHS: Final = 510
STYLE_SIZE: Final = 256
# Longer pieces lose their tune; they are cut at a comma.
LONGEST_PIECE: Final = 220
COMMA_PAUSE_SECONDS: Final = 0.18
# The voices' own pace is brisk for a caller of 70.
PACE: Final[dict[Language, float]] = {"zh": 0.92, "en": 0.95}
# English sentences of a few words come out hurried.
SHORT_PIECE: Final = 45
SHORT_PACE: Final[dict[Language, float]] = {"zh": 1.0, "en": 0.88}
# How the sound is made from the text; raise it when that changes, and every cached file is made anew.
RECIPE: Final = "82m-int8.2"


class KokoroEngine:
    """Speaks Mandarin and English by one model; the model is loaded at the first sentence."""

    name = "kokoro"
    version = RECIPE

    def __init__(
        self,
        *,
        cache: Path,
        program: EspeakProgram,
        voices: dict[Language, str] | None = None,
        threads: int = 1,
    ) -> None:
        self._cache = cache
        self._program = program
        self._voices = DEFAULT_VOICES | (voices or {})
        self._threads = threads

    def voice(self, language: Language) -> str:
        """Name of the speaker, such as `zf_xiaoyi`."""
        return self._voices[language]

    def synthesize(self, text: str, language: Language, speed: float) -> Pcm:
        """See Engine; takes about a third to twice as long as the sound lasts."""
        parts: list[tuple[Samples, float]] = []
        for sentence in sentences_of(text, language):
            pieces = self._pieces(sentence)
            for index, piece in enumerate(pieces):
                is_last = index == len(pieces) - 1
                pause = pause_after(sentence.text, speed=speed) if is_last else COMMA_PAUSE_SECONDS / speed
                parts.append((self._spoken(piece, sentence.language, speed), pause))
        return telephone_pcm(parts, rate=RATE)

    def phonemes(self, sentence: Sentence) -> str:
        """What the model is given for a sentence: each run pronounced by the rules of its own language."""
        is_british = self.voice("en").startswith("b")
        spoken = [
            chinese_phonemes(run.text, cache_folder=self._cache / "voice")
            if run.language == "zh"
            else english_phonemes(run.text, program=self._program, is_british=is_british)
            for run in runs_of(sentence.text, sentence.language)
        ]
        return " ".join(spoken)

    def _pieces(self, sentence: Sentence) -> list[list[int]]:
        """Token lists, none longer than the voice holds its tune; cut after a comma or a space where there is one."""
        vocabulary = self._vocabulary
        tokens = [vocabulary[sign] for sign in self.phonemes(sentence) if sign in vocabulary]
        ends = {vocabulary[sign] for sign in ",;:"}
        pieces: list[list[int]] = []
        while len(tokens) > LONGEST_PIECE:
            half = [at + 1 for at in range(LONGEST_PIECE // 4, LONGEST_PIECE) if tokens[at] in ends]
            spaces = [at + 1 for at in range(LONGEST_PIECE) if tokens[at] == vocabulary[" "]]
            cut = (half or spaces or [LONGEST_PIECE])[-1]
            pieces.append(tokens[:cut])
            tokens = tokens[cut:]
        return [*pieces, tokens] if tokens else pieces

    def _spoken(self, tokens: list[int], language: Language, speed: float) -> Samples:
        style = self._style(language)[min(len(tokens), STYLE_LENGTHS) - 1]
        pace = PACE[language] * (SHORT_PACE[language] if len(tokens) < SHORT_PIECE else 1.0)
        session = self._session
        tokens_name, style_name, speed_name = (each.name for each in session.get_inputs())
        given = {tokens_name: np.array([[0, *tokens, 0]], np.int64), style_name: style}
        given[speed_name] = np.array([pace * speed], np.float32)
        samples: Samples = session.run(None, given)[0].ravel().astype(np.float32)
        return samples

    def _style(self, language: Language) -> Samples:
        file = voice_file(self.voice(language), cache=self._cache)
        style: Samples = np.fromfile(file, np.float32).reshape(STYLE_LENGTHS, 1, STYLE_SIZE)
        return style

    @cached_property
    def _vocabulary(self) -> dict[str, int]:
        file = part_file(VOICE_VOCABULARY, cache=self._cache)
        vocabulary: dict[str, int] = json.loads(file.read_text(encoding="utf-8"))["vocab"]
        return vocabulary

    @cached_property
    def _session(self) -> Any:
        try:
            import onnxruntime  # noqa: PLC0415 - heavy, and not installed where another voice was chosen
        except ImportError as error:
            raise SpeechError(
                zh="没有安装神经语音所需的 onnxruntime。请安装 voice 附加包，或设 HOTLINE_VOICE_ENGINE=espeak。",
                en="onnxruntime, which the neural voice needs, is not installed. Install the extra `voice`, "
                "or set HOTLINE_VOICE_ENGINE=espeak.",
            ) from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        model = part_file(VOICE_MODEL, cache=self._cache)
        return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
