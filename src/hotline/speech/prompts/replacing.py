"""A recording in place of synthesis."""

from pathlib import Path
from typing import Final

import numpy as np

from hotline.speech.errors import SpeechError
from hotline.speech.prompts.catalog import Prompt, text_digest
from hotline.speech.prompts.manifest import Key, Made, manifest_read, manifest_write, sound_digest, sound_path
from hotline.speech.sound import (
    frame_levels,
    levelled,
    seconds_of,
    softened,
    to_pcm,
    to_telephone,
    trimmed,
    wav_read,
    wav_write,
)

FEWEST_HERTZ: Final = 8000
SHORTEST_SECONDS: Final = 0.2
LONGEST_SECONDS: Final = 180.0
# A recording whose loudest 20 ms are below this (-40 dB) was made with the microphone off.
QUIETEST: Final = 0.01
# More full-scale samples than this part of all means that it was recorded too loud.
MOST_CLIPPED: Final = 0.001


def replace(folder: Path, prompt: Prompt, key: Key, recording: Path) -> Made:
    """Put a recording in place of a prompt's sound in `folder`, as telephone sound at our loudness, and note its text.

    Takes WAV of 8 kHz and more, any number of channels. Raises SpeechError where it is too short, too long, silent,
    clipped, or no such WAV; nothing is changed then.
    """
    samples, rate = wav_read(recording)
    _refuse_unless_fit(samples, rate)
    pcm = to_pcm(softened(levelled(to_telephone(trimmed(samples, rate=rate), rate=rate))))
    path = sound_path(folder, key)
    wav_write(path, pcm)
    language = key[0]
    made = Made(
        text=text_digest(prompt.texts[language]),
        said=text_digest(prompt.said(language)),
        sound=sound_digest(path),
        voice="",
        engine="",
        recorded=True,
        seconds=round(seconds_of(pcm), 2),
    )
    manifest_write(folder, manifest_read(folder) | {key: made})
    return made


def restore(folder: Path, key: Key) -> bool:
    """Take a recording away again; False where there was none. A shipped prompt then is missing till the next build."""
    made = manifest_read(folder)
    if key not in made or not made[key].recorded:
        return False
    del made[key]
    sound_path(folder, key).unlink(missing_ok=True)
    manifest_write(folder, made)
    return True


def _refuse_unless_fit(samples: np.ndarray, rate: int) -> None:
    seconds = len(samples) / rate
    if rate < FEWEST_HERTZ:
        raise SpeechError(
            zh=f"采样率只有 {rate} Hz，请用 8000 Hz 或更高的采样率录制。",
            en=f"The sampling rate is only {rate} Hz; record at 8000 Hz or more.",
        )
    if not SHORTEST_SECONDS <= seconds <= LONGEST_SECONDS:
        raise SpeechError(
            zh=f"录音长 {seconds:.1f} 秒，应在 {SHORTEST_SECONDS} 到 {LONGEST_SECONDS:.0f} 秒之间。",
            en=f"The recording lasts {seconds:.1f} s; it should be {SHORTEST_SECONDS} to {LONGEST_SECONDS:.0f} s.",
        )
    levels = frame_levels(samples, rate=rate)
    if not len(levels) or levels.max() < QUIETEST:
        raise SpeechError(
            zh="录音几乎没有声音，请检查话筒。", en="The recording is nearly silent; check the microphone."
        )
    if float(np.mean(np.abs(samples) > 0.999)) > MOST_CLIPPED:
        raise SpeechError(
            zh="录音过响，声音被削波。请把录音音量调低后重录。",
            en="The recording is too loud and clipped. Turn the level down and record again.",
        )
