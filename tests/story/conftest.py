"""One desk with the demo on it, in its own processes, for all tests of the story."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser

from tests.browser import chromium
from tests.operations.desk import Desk, free_port
from tests.smtp import MailServer
from tests.story.colleague import Colleague
from tests.web import ScriptedWeb

__all__ = ["chromium"]

SHOWN_PASSWORD = re.compile(r"^  (\w+) +(\S{16})  \w+(?:, superuser)?$", re.MULTILINE)


@dataclass(frozen=True)
class DemoDesk:
    """Where the desk answers, and the one-time passwords that it showed when it opened."""

    address: str
    passwords: dict[str, str]


@pytest.fixture(scope="session")
def mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


@pytest.fixture(scope="session")
def web() -> Iterator[ScriptedWeb]:
    with ScriptedWeb() as web:
        yield web


@pytest.fixture(scope="session")
def demo_desk(
    tmp_path_factory: pytest.TempPathFactory, mail_server: MailServer, web: ScriptedWeb
) -> Iterator[DemoDesk]:
    """What `make run` starts, sending its mail, and allowed to visit the scripted web too."""
    port = free_port()
    desk = Desk(
        tmp_path_factory.mktemp("demo"),
        port=port,
        DEMO="1",
        EMAIL_URL=f"smtp://127.0.0.1:{mail_server.port}",
        LINKCHECK_ALLOWED_HOSTS=f"127.0.0.1:{port},{web.host}",
        LINKCHECK_HOST_PAUSE="0.1",
    )
    try:
        yield DemoDesk(desk.address, dict(SHOWN_PASSWORD.findall(desk.wait_until_open())))
    finally:
        desk.close()


@pytest.fixture
def colleague(chromium: Browser, demo_desk: DemoDesk) -> Iterator[Callable[..., Colleague]]:
    """Log people of the demo in, each in a browser of their own."""
    colleagues: list[Colleague] = []

    def log_in(name: str, *, locale: str) -> Colleague:
        person = Colleague(chromium, demo_desk.address, locale=locale)
        colleagues.append(person)
        person.log_in(name, demo_desk.passwords[name])
        return person

    yield log_in
    for person in colleagues:
        person.context.close()
