"""Loading a flow file as a version, and keeping which call began with which."""

import hashlib
import json
import uuid
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from hotline.ivr.checker import checked_flow
from hotline.ivr.models import FlowVersion
from hotline.ivr.parse import read_yaml
from hotline.ivr.prompts import PROMPTS_FILE, prompt_names
from hotline.kernel import clock, outbox
from hotline.kernel.sql import prepared

_RUN_BEGIN = """
    WITH version AS (
        SELECT id FROM flow_version WHERE flow = %(flow)s AND n = %(n)s
    ), begun AS (
        INSERT INTO flow_run (interaction_id, version_id) SELECT %(interaction)s, id FROM version
        ON CONFLICT (interaction_id) DO NOTHING
    )
    SELECT id FROM version
"""


def flow_load(*, path: Path, prompts_file: Path = PROMPTS_FILE) -> FlowVersion:
    """Return the version of that flow file: the current one where it says the same, else a new one that is current now.

    Raises FlowRefusedError, and changes nothing, where the checker finds a fault; OSError where a file cannot be read.
    """
    data = read_yaml(path.read_text(encoding="utf-8"), file=path.name)
    flow = checked_flow(data, file=path.name, prompts=prompt_names(prompts_file))
    digest = _digest(data)
    with transaction.atomic():
        _one_at_a_time()
        latest = FlowVersion.objects.filter(flow=flow.name).order_by("-n").first()
        if latest and latest.digest == digest:
            return latest
        n = latest.n + 1 if latest else 1
        outbox.append(kind="flow.loaded", stream=f"flow:{flow.name}", payload={"flow": flow.name, "n": n})
        return FlowVersion.objects.create(flow=flow.name, n=n, digest=digest, data=data, loaded_at=clock.now())


def flow_run_begin(*, interaction_id: uuid.UUID, flow: str, n: int) -> None:
    """Keep that this interaction runs that version of the flow. A repeat changes nothing: the first version stays.

    Raises FlowVersion.DoesNotExist where there is no such version.
    """
    if not prepared(_RUN_BEGIN, {"interaction": interaction_id, "flow": flow, "n": n}):
        raise FlowVersion.DoesNotExist(f"there is no version {n} of the flow {flow}")


def _digest(data: dict[str, Any]) -> str:
    written = json.dumps(data, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()


def _one_at_a_time() -> None:
    # Two processes that start at once must not both find that their version is new.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('flow_version'))")
