import json
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
"""Words of a claim must not end the element that they stand in."""


def linked_data(document: dict[str, Any]) -> SafeString:
    """Return the JSON-LD element. It is data, which no Content-Security-Policy holds back."""
    text = json.dumps(document, ensure_ascii=False).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', SafeString(text))
