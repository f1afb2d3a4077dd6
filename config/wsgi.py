"""The WSGI entry point, which gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import resolve

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
resolve("/healthz")  # has all views loaded now, for which the first visitor would wait
# What is loaded stays. To search it for garbage would stop all threads for a tenth of a second.
gc.collect()
gc.freeze()
