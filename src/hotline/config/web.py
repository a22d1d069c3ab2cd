"""The web process: uvicorn on the http port, and on the https port where the centre has a certificate."""

import asyncio

import uvicorn

from hotline.kernel.pool import pool_close
from hotline.operations.certificate import certificate_files

from .settings import PLACES

GRACE_SECONDS = 3
APPLICATION = "hotline.config.asgi:application"


async def serve_web() -> int:
    """Until told to stop by a signal, which uvicorn hears itself. Open streams get a moment to end."""
    servers = [uvicorn.Server(_config(PLACES.web_port))]
    if all(file.is_file() for file in certificate_files(PLACES)):
        servers.append(uvicorn.Server(_config(PLACES.https_port, is_secure=True)))
    try:
        await asyncio.gather(*(server.serve() for server in servers))
    finally:
        pool_close()
    return 0


def _config(port: int, *, is_secure: bool = False) -> uvicorn.Config:
    certificate, key = certificate_files(PLACES)
    return uvicorn.Config(
        APPLICATION,
        host=PLACES.bind,
        port=port,
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=GRACE_SECONDS,
        ssl_certfile=certificate if is_secure else None,
        ssl_keyfile=key if is_secure else None,
    )
