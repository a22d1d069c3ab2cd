"""What the record's texts are encrypted for: each opens nowhere but in its own place."""

import uuid


def note_purpose(interaction_id: uuid.UUID, n: int) -> str:
    """For the note on question `n` of an interaction."""
    return f"matter:{interaction_id}:{n}"


def message_purpose(interaction_id: uuid.UUID, client_token: str) -> str:
    """For the body of a message."""
    return f"message:{interaction_id}:{client_token}"
