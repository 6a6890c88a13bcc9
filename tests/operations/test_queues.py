"""The workers of docker-compose.yml: each queue has one, and no e-mail waits for visits."""

from collections.abc import Iterable

import yaml

from factcheck.celery import app
from tests.operations.desk import ROOT

MAILS = {"claims.tasks.send_emails", "claims.tasks.send_digests"}
VISITS = {"claims.tasks.check_due_pages"}
OPTION = "--queues="


def workers() -> dict[str, list[str]]:
    """Return the command of each service that is a Celery worker."""
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
    commands = {name: service.get("command", []) for name, service in services.items()}
    return {name: command for name, command in commands.items() if "worker" in command}


def consumed(command: Iterable[str]) -> set[str]:
    """Return the queues that a worker takes from: all where it is not told which."""
    told = [word.removeprefix(OPTION) for word in command if word.startswith(OPTION)]
    return {*told[0].split(",")} if told else {*app.amqp.queues.consume_from}


def queues_of(tasks: Iterable[str]) -> set[str]:
    return {app.amqp.router.route({}, task)["queue"].name for task in tasks}


def every_task() -> set[str]:
    app.loader.import_default_modules()
    return {task for task in app.tasks if task.startswith("claims.")}


def test_every_queue_has_a_worker():
    taken = set().union(*map(consumed, workers().values()))

    assert taken == queues_of(every_task()) == {"factcheck", "visits", "slow"}


def test_a_plain_worker_takes_every_task():
    assert queues_of(every_task()) <= consumed(["worker"])


def test_no_worker_takes_visits_beside_mails():
    mixed = [
        name
        for name, command in workers().items()
        if consumed(command) & queues_of(MAILS) and consumed(command) & queues_of(VISITS)
    ]

    assert mixed == []


def test_every_worker_has_a_bound():
    bounds = {
        name: [word for word in command if word.startswith("--concurrency=")]
        for name, command in workers().items()
    }

    assert bounds == {"worker": ["--concurrency=4"], "visits": ["--concurrency=2"]}
