"""Reading what was sent, up to a size: a body is held in memory while it is read."""

from collections.abc import Mapping
from typing import IO, Any

from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request

from claims.api.problems import TooLarge
from claims.readers.source import MAX_SOURCE_BYTES

MAX_BODY_BYTES = 2 * MAX_SOURCE_BYTES
"""JSON may escape every character of a source; what is too much decoded, the readers refuse."""


class Json(JSONParser):
    def parse(self, stream: IO[Any], *args: Any, **kwargs: Any) -> Any:
        _refuse_too_large(kwargs.get("parser_context") or args[1])
        return super().parse(stream, *args, **kwargs)


class MultiPart(MultiPartParser):
    def parse(self, stream: IO[Any], *args: Any, **kwargs: Any) -> Any:
        _refuse_too_large(kwargs.get("parser_context") or args[1])
        return super().parse(stream, *args, **kwargs)


def _refuse_too_large(context: Mapping[str, Any]) -> None:
    request: Request = context["request"]
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BODY_BYTES:
        raise TooLarge
