"""The demo's own little web: pages that stay, move, vanish, refuse, or lose a sentence."""

import json
import mimetypes
from functools import cache
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

WEB = settings.BASE_DIR / "seeds" / "web"


@require_safe
def source_page(_request: HttpRequest, name: str) -> HttpResponse:
    """Answer as seeds/web/pages.json scripts it; there is nothing here outside the demo.

    Only paths that stand in the script have an answer, and only the script names files.
    """
    page = _script().get(f"/quellen/{name}") if settings.DEMO else None
    if page is None:
        raise Http404
    status = page.get("status", 200)
    if "location" in page:
        return HttpResponseRedirect(page["location"], status=status)
    file = WEB / page["file"]
    media_type = mimetypes.guess_type(file.name)[0]
    return HttpResponse(
        file.read_bytes(), status=status, content_type=f"{media_type}; charset=utf-8"
    )


@cache
def _script() -> dict[str, dict[str, Any]]:
    script: dict[str, dict[str, Any]] = json.loads((WEB / "pages.json").read_bytes())
    return script
