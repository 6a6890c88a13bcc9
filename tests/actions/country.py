"""A small country on loopback: hosts of one cited page each, and a line to them that can be cut."""

from datetime import datetime

from django.conf import LazySettings

from claims.models import CitedPage, WebHost
from tests.web import Script, ScriptedWeb

PAGE = "<title>Amt</title><h1>Amt</h1>" + "<p>Der Rat tagte am Montag und vertagte alles.</p>" * 40


class Country:
    """Its hosts are known to the desk and due at `now`, in their order."""

    def __init__(self, settings: LazySettings, size: int, *, now: datetime) -> None:
        self.webs = [ScriptedWeb({"/": PAGE}, f"127.0.0.{21 + n}") for n in range(size)]
        settings.LINKCHECK_ALLOWED_HOSTS = [web.host for web in self.webs]
        settings.LINKCHECK_HOST_PAUSE = 0
        for web in self.webs:
            web.__enter__()
            host = WebHost.objects.create(name=web.host)
            CitedPage.objects.create(host=host, url=web.url("/"), next_check_at=now)

    def add_page(self, place: int, path: str, *, now: datetime) -> None:
        web = self.webs[place]
        host = WebHost.objects.get(name=web.host)
        CitedPage.objects.create(host=host, url=web.url(path), next_check_at=now)

    def script(self, place: int) -> Script:
        return self.webs[place].pages

    def close(self, *places: int) -> None:
        """Let these hosts fall silent, or all of them: nobody takes a call there."""
        for place in places or range(len(self.webs)):
            self.webs[place].__exit__(None, None, None)

    def open(self, *places: int) -> None:
        """Let them answer again, at their old addresses."""
        for place in places or range(len(self.webs)):
            old = self.webs[place]
            address, port = old.host.split(":")
            self.webs[place] = ScriptedWeb(old.pages, address, int(port))
            self.webs[place].__enter__()

    def page(self, place: int) -> CitedPage:
        return CitedPage.objects.get(url=self.webs[place].url("/"))

    def requests(self) -> int:
        return sum(len(web.paths) for web in self.webs)
