from typing import Any

from rest_framework.permissions import IsAuthenticatedOrReadOnly
from rest_framework.request import Request


class ReadsOrHasToken(IsAuthenticatedOrReadOnly):
    """Anybody reads, a token writes. A method that is not there is nobody's: that is a 405."""

    def has_permission(self, request: Request, view: Any) -> bool:
        is_there = hasattr(view, str(request.method).lower())
        return not is_there or super().has_permission(request, view)
