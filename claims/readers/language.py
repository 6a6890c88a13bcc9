"""Is a text German or English, and which language does a page say that it is in?"""

import re
from functools import cache
from importlib import import_module
from typing import Any

CONFIDENT = 0.8
_ENOUGH = 20_000
_HEAD_BYTES = 4_000
_DECLARED = re.compile(
    rb"""<html\s(?:[^>]*?\s)?lang\s*=\s*["']?([a-z]{2,3}(?:-[a-z0-9]{2,8})*)["'\s>]""",
    re.IGNORECASE,
)


def detect_language(text: str) -> str:
    """Return "de" or "en", or "" for another language and for too little text to tell."""
    language, probability = _identifier().classify(text[:_ENOUGH])
    return language if language in ("de", "en") and probability >= CONFIDENT else ""


def declared_language(html: bytes) -> str:
    """Return the tag (BCP 47) that a page gives its language, such as "de-AT"; "" without one."""
    declared = _DECLARED.search(html[:_HEAD_BYTES])
    return declared[1].decode() if declared else ""


@cache
def _identifier() -> Any:
    """Return the model of all languages: one of two would have to call French one of them.

    Loaded at the first use: it brings numpy and takes a second, which a web server that
    never imports an article need not pay.
    """
    langid = import_module("py3langid.langid")
    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
