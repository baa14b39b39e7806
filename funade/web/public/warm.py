"""What a worker prepares before its first request, so that nobody waits for it."""

import logging

from django.db import Error

from funade.apps.catalog.index import current_index
from funade.core.masters.areas import cities
from funade.web.public.prefecture_map import shapes

logger = logging.getLogger(__name__)


def warm() -> None:
    """Load masters, map and index. Without a database the worker starts all the same."""
    cities()
    shapes()
    try:
        current_index()
    except Error:
        logger.warning("the index could not be loaded yet", exc_info=True)
