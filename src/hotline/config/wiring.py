"""Which facts of the outbox are read by whom: the one place that knows both ends."""

from hotline.telephony.switchboard.watch import OUTBOX_KINDS

READERS: dict[str, tuple[str, ...]] = {
    "flow.loaded": ("switchboard",),
    "offer.made": ("switchboard",),
    "offer.withdrawn": ("switchboard",),
    "queue.gave_up": ("switchboard",),
    "staff.changed": ("switchboard",),
}
"""Kind of fact -> readers. A kind that nobody reads is not written."""

KINDS_OF_READER: dict[str, tuple[str, ...]] = {"switchboard": OUTBOX_KINDS}
"""What each reader asks the outbox for."""
