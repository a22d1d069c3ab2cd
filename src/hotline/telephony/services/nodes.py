"""Who owns a node: the switchboard with the newest epoch."""

from django.db import connection

from hotline.kernel import clock
from hotline.telephony.models import CallState


def node_take(*, node: str) -> int:
    """Own this node and all its calls from now on: the former owner's writes are refused. Returns the new epoch."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH taken AS (
                INSERT INTO node (name, epoch) VALUES (%s, 1)
                ON CONFLICT (name) DO UPDATE SET epoch = node.epoch + 1 RETURNING name, epoch
            ), moved AS (
                UPDATE call_state SET epoch = taken.epoch FROM taken WHERE call_state.node = taken.name
            )
            SELECT epoch FROM taken
            """,
            [node],
        )
        epoch: int = cursor.fetchone()[0]
    return epoch


def node_heard(*, node: str) -> None:
    """Its switchboard is connected to the engine at this moment."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE node SET heard_at = %s WHERE name = %s", [clock.now(), node])


def calls_of_node(*, node: str) -> list[CallState]:
    """Every call in progress on this node."""
    return list(CallState.objects.filter(node=node).select_related("interaction"))
