import pytest
from celery import Celery
from django.conf import settings
from django.db import transaction

from factcheck.celery import NudgedTask
from tests.operations.desk import free_port


@pytest.fixture
def app_without_broker() -> Celery:
    app = Celery("unplugged", task_cls=NudgedTask, broker=f"redis://127.0.0.1:{free_port()}/0")
    app.conf.task_publish_retry_policy = settings.CELERY_TASK_PUBLISH_RETRY_POLICY
    return app


@pytest.mark.django_db(transaction=True)
def test_a_nudge_that_finds_no_broker_is_logged_and_spoils_nothing(
    app_without_broker: Celery, caplog: pytest.LogCaptureFixture
) -> None:
    @app_without_broker.task
    def look_for_rows() -> None: ...

    with transaction.atomic():
        look_for_rows.delay_on_commit()

    assert "Connection refused" in caplog.text
