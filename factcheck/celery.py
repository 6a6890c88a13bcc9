"""The Celery app and the periods of its jobs.

Periods are code, under review like other code. Each job looks for rows not yet handled,
so a missed, doubled or late tick changes nothing but the wait.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

app = Celery("factcheck")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {}
