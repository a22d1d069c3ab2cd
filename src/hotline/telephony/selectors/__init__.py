"""What may be read of the switchboard's tables."""

from .recordings import RecordingRow, recording_peaks, recording_wav, recordings_of

__all__ = ["RecordingRow", "recording_peaks", "recording_wav", "recordings_of"]
