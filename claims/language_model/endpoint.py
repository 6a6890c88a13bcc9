"""Which model is asked, and where, as the operator set it."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings


@dataclass(frozen=True)
class Endpoint:
    """An OpenAI-compatible API; `timeout` bounds a whole question with its answer."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout: timedelta = timedelta(seconds=30)


def endpoint_from_settings() -> Endpoint | None:
    """Return None when no language model is set up, as it is by default."""
    if not settings.EXTRACTION_LLM_URL:
        return None
    return Endpoint(
        url=settings.EXTRACTION_LLM_URL.rstrip("/"),
        model=settings.EXTRACTION_LLM_MODEL,
        key=settings.EXTRACTION_LLM_KEY,
        timeout=timedelta(seconds=settings.EXTRACTION_LLM_TIMEOUT),
    )
