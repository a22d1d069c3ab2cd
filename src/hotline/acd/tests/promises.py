"""What must hold at any moment, as questions to the database that have to find nothing."""

from django.db import connection

PROMISES = {
    "an adviser is asked one thing at a time": """
        SELECT staff_id FROM offer WHERE state = 'open' GROUP BY staff_id HAVING count(*) > 1""",
    "an item is with one adviser at most": """
        SELECT queue_item_id FROM offer WHERE state IN ('open', 'accepted') GROUP BY queue_item_id
        HAVING count(*) > 1""",
    "an item is offered exactly while an offer is open": """
        SELECT item.id FROM queue_item item LEFT JOIN offer ON offer.queue_item_id = item.id AND offer.state = 'open'
        WHERE (item.state = 'offered') <> (offer.id IS NOT NULL)""",
    "an item is served exactly when an offer was accepted": """
        SELECT item.id FROM queue_item item
        LEFT JOIN offer ON offer.queue_item_id = item.id AND offer.state = 'accepted'
        WHERE (item.state = 'served') <> (offer.id IS NOT NULL)""",
    "no interaction is with two advisers": """
        SELECT interaction_id FROM engagement WHERE served_to IS NULL GROUP BY interaction_id HAVING count(*) > 1""",
    "load is what is in hand, within capacity": """
        SELECT desk.staff_id FROM agent_desk desk WHERE load > capacity OR load <> (
            SELECT coalesce(sum(weight), 0) FROM offer LEFT JOIN engagement ON engagement.id = offer.engagement_id
            WHERE offer.staff_id = desk.staff_id AND (offer.state = 'open'
                OR (offer.state = 'accepted' AND engagement.wrapped_at IS NULL)))""",
    "a desk has exactly one open span": """
        SELECT desk.staff_id FROM agent_desk desk WHERE 1 <> (
            SELECT count(*) FROM agent_span WHERE agent_span.staff_id = desk.staff_id AND upper_inf(during))""",
    "spans of a desk cover the time since its first sign-in": """
        SELECT staff_id FROM agent_span GROUP BY staff_id
        HAVING range_agg(during) <> tstzmultirange(tstzrange(min(lower(during)), NULL))""",
    "an interaction has one open segment while it goes on, and none afterwards": """
        SELECT id FROM interaction WHERE (ended_at IS NULL)::int <> (
            SELECT count(*) FROM segment WHERE segment.interaction_id = interaction.id AND upper_inf(during))""",
    "segments cover the interaction from beginning to end": """
        SELECT interaction.id FROM interaction JOIN segment ON segment.interaction_id = interaction.id
        GROUP BY interaction.id HAVING min(lower(during)) <> started_at OR range_agg(during) <> tstzmultirange(
            tstzrange(started_at, ended_at))""",
    "who waits or rings is in a queue segment": """
        SELECT item.id FROM queue_item item JOIN interaction ON interaction.id = item.interaction_id
        LEFT JOIN segment ON segment.interaction_id = item.interaction_id AND upper_inf(during)
        WHERE item.state IN ('waiting', 'offered') AND interaction.ended_at IS NULL
            AND segment.kind IS DISTINCT FROM 'queue'""",
}


def promises_check() -> None:
    """Fail with the promise that is broken, and the rows that break it."""
    with connection.cursor() as cursor:
        for promise, question in PROMISES.items():
            cursor.execute(question)
            broken = cursor.fetchall()
            assert broken == [], f"{promise}: {broken}"
