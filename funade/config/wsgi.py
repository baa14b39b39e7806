"""The WSGI entry point that gunicorn serves."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "funade.config.settings")

application = get_wsgi_application()

# Only now may the portals be imported. A worker answers nobody before it can answer fast.
from funade.web.public.warm import warm  # noqa: E402

warm()
