"""A hostile page out of the archive, in a real browser: it runs nothing and asks nobody.

The browser runs in a thread of its own, since playwright keeps an event loop in its thread
and Django then refuses to ask the database there.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import Page, sync_playwright

from claims.linkcheck.archive import WarcFile
from claims.linkcheck.visit import Visit
from claims.models import LinkCheck, Snapshot
from tests.browser import ARGUMENTS
from tests.services import chromium_path
from tests.web import ScriptedWeb

pytestmark = [pytest.mark.services("chromium"), pytest.mark.django_db(transaction=True)]

HOSTILE = """<!doctype html>
<html manifest="{web}/manifest"><head>
<meta charset="windows-1252">
<base href="{web}/base/">
<meta http-equiv="refresh" content="0; url={web}/refresh">
<meta http-equiv="x-dns-prefetch-control" content="on">
<title>Überraschung</title>
<link rel="stylesheet" href="{web}/style.css">
<link rel="icon" href="{web}/icon.png">
<link rel="preload" as="image" href="{web}/preload.png">
<link rel="prefetch" href="{web}/prefetch">
<link rel="prerender" href="{web}/prerender">
<link rel="preconnect" href="{web}">
<link rel="dns-prefetch" href="{web}">
<link rel="modulepreload" href="{web}/module.js">
<link rel="manifest" href="{web}/app.webmanifest">
<script src="{web}/script.js"></script>
<script>document.title = "ran"; fetch("{web}/fetch"); location = "{web}/location"</script>
<script type="module">import "{web}/import.js"</script>
<script type="speculationrules">{{"prefetch": [{{"urls": ["{web}/speculation"]}}]}}</script>
<style>
  @import url("{web}/import.css");
  @font-face {{ font-family: evil; src: url("{web}/font.woff2") }}
  body {{ background: url("{web}/background.png"); font-family: evil }}
  h1 {{ color: rgb(1, 2, 3) }}
</style>
</head>
<body onload="document.title = 'ran'" background="{web}/body.png">
<h1 onclick="document.title = 'ran'">Zw\xf6lf Busse</h1>
<img src="{web}/image.png" srcset="{web}/image2.png 2x" onerror="document.title = 'ran'">
<img src="/on-our-host.png">
<img id="inside" src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==">
<picture><source srcset="{web}/source.webp"><img alt=""></picture>
<video src="{web}/video.mp4" poster="{web}/poster.png" autoplay></video>
<audio src="{web}/audio.mp3" autoplay></audio>
<iframe src="{web}/frame"></iframe>
<iframe srcdoc="<script>top.document.title = 'ran'</script><img src={web}/srcdoc.png>"></iframe>
<object data="{web}/object"><embed src="{web}/embed"></object>
<svg onload="document.title = 'ran'">
  <script>document.title = "ran"</script>
  <image href="{web}/svg.png"/><use href="{web}/use.svg#a"/>
  <a xlink:href="{web}/svg-link"><text y="20">svg link</text></a>
</svg>
<math href="{web}/math"><mtext>x</mtext></math>
<form action="{web}/form" method="post"><input name="a" autofocus onfocus="document.title = 'ran'">
<button>Send</button></form>
<input type="image" src="{web}/input.png" alt="">
<a id="away" href="{web}/link" ping="{web}/ping" target="_top">Link</a>
<a id="relative" href="/admin/">Desk</a>
<a id="runs" href="javascript:document.title = 'ran'">Run</a>
<div style="background-image: url({web}/inline.png)">styled</div>
<template shadowrootmode="open"><link rel="preconnect" href="{web}"></template>
<noscript><img src="{web}/noscript.png"></noscript>
<table background="{web}/table.png"><tr><td>1</td></tr></table>
</body></html>
"""


@pytest.fixture
def canary() -> Iterator[ScriptedWeb]:
    with ScriptedWeb() as web:
        yield web


@pytest.fixture
def address(verified, canary, live_server, settings, tmp_path, now) -> str:
    settings.MEDIA_ROOT = tmp_path
    page = verified.evidence.get().page
    visit = Visit(
        url=page.url,
        final_url=page.url,
        http_status=200,
        visited_at=now,
        headers={"content-type": "text/html"},
        body=HOSTILE.format(web=canary.url("").rstrip("/")).encode("cp1252"),
    )
    file = WarcFile("visit.warc.gz", {})
    file.add_response(visit)
    check = LinkCheck.objects.create(page=page, checked_at=now, outcome="alive", link_state="alive")
    snapshot = Snapshot.objects.create(
        visit=check,
        page=page,
        warc=ContentFile(file.content(), name="visit.warc.gz"),
        taken_at=now,
    )
    return f"{live_server.url}/archive/{snapshot.pk}/page/"


def browse(tab: Page, address: str) -> dict[str, object]:
    """Open the copy, touch whatever can be touched, and tell what there was to see."""
    answers: list[str] = []
    tab.context.on("response", lambda answer: answers.append(answer.url))
    tab.goto(address, wait_until="networkidle")
    frame = tab.frame_locator("iframe")
    seen = {
        "heading": frame.locator("h1").inner_text(),
        "colour": frame.locator("h1").evaluate("each => getComputedStyle(each).color"),
        "picture": frame.locator("#inside").evaluate("each => each.naturalWidth"),
    }
    for touched in ("h1", "#away", "#relative", "#runs", "button", "svg text"):
        frame.locator(touched).click(force=True)
    frame.locator("input[name=a]").press("Enter")
    tab.wait_for_load_state("networkidle")
    return seen | {
        "title": tab.title(),
        "address": tab.url,
        "still there": frame.locator("h1").count(),
        "answers": [url for url in answers if not url.startswith("data:")],
        "tabs": len(tab.context.pages),
    }


def in_chromium(address: str) -> dict[str, object]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        try:
            return browse(browser.new_page(locale="en-GB"), address)
        finally:
            browser.close()


def test_a_hostile_page_runs_nothing_and_asks_nobody(address, canary):
    with ThreadPoolExecutor(1) as thread:
        seen = thread.submit(in_chromium, address).result()

    assert seen == {
        "heading": "Zwölf Busse",
        "colour": "rgb(1, 2, 3)",
        "picture": 1,
        "title": "Our copy: https://haushalt.example/busse",
        "address": address,
        "still there": 1,
        "answers": [address],
        "tabs": 1,
    }
    assert (canary.requests, canary.connections) == ([], 0)
