"""gunicorn's settings file; `funade serve` adds the address and the number of workers."""

from __future__ import annotations

import os
from pathlib import Path

from funade.config import logs

wsgi_app = "funade.config.wsgi:application"
worker_class = "gthread"  # a slow client holds a thread, not a whole worker
threads = 4
timeout = 30  # seconds until a stuck worker is replaced
accesslog = None  # requests are logged by web/shared/journal, without addresses and queries
control_socket_disable = True  # nothing to steer from outside
secure_scheme_headers: dict[str, str] = {}  # Django alone decides, by FUNADE_TRUSTED_PROXIES
logconfig_dict = logs.configuration(logs.Level(os.environ.get("FUNADE_LOG_LEVEL") or "INFO"))
# A heartbeat file on a slow disk can make a healthy worker look dead.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None
