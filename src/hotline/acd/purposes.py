"""What the notes of this room are encrypted for: each opens nowhere but in its own place."""

import uuid


def attempt_note_purpose(callback_id: uuid.UUID, n: int) -> str:
    """For the note on the n-th try of a call-back."""
    return f"callback_attempt:{callback_id}:{n}"


def voice_message_note_purpose(message_id: uuid.UUID) -> str:
    """For the note on a voice message."""
    return f"voice_message:{message_id}"
