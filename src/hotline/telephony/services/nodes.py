"""Who owns a node: the switchboard with the newest epoch."""

import uuid

from django.db import connection

from hotline.kernel import clock
from hotline.kernel.sql import script
from hotline.telephony.models import CallState

NODE_LOCK = 12333002
"""Class of the advisory locks of nodes: shared by those who open a call there, alone for who takes the node."""

# Statement by statement: a call that was being opened while we waited for the lock is seen by what comes after it.
_TAKE = """
    SELECT pg_advisory_xact_lock(%(lock)s, hashtext(%(node)s));
    INSERT INTO node (name, epoch) VALUES (%(node)s, 1) ON CONFLICT (name) DO UPDATE SET epoch = node.epoch + 1;
    UPDATE call_state SET epoch = node.epoch FROM node WHERE call_state.node = node.name AND node.name = %(node)s;
    SELECT epoch FROM node WHERE name = %(node)s
"""


def node_take(*, node: str) -> int:
    """Own this node and all its calls from now on: the former owner's writes are refused. Returns the new epoch."""
    epoch: int = script(_TAKE, {"lock": NODE_LOCK, "node": node})[0][0]
    return epoch


def node_heard(*, node: str) -> None:
    """Its switchboard is connected to the engine at this moment."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE node SET heard_at = %s WHERE name = %s", [clock.now(), node])


def calls_of_node(*, node: str) -> list[CallState]:
    """Every call in progress on this node."""
    return list(CallState.objects.filter(node=node).select_related("interaction"))


def calls_of_epoch(*, node: str, epoch: int) -> list[uuid.UUID]:
    """The calls in progress that the switchboard of this epoch owns."""
    return list(CallState.objects.filter(node=node, epoch=epoch).values_list("interaction_id", flat=True))
