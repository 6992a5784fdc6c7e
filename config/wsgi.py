"""The WSGI application: the page cache in front, Django behind it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

django_application = get_wsgi_application()

from config.page_cache import PageCache  # noqa: E402 - settings have to be ready

application = PageCache(django_application)
