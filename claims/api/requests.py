"""What is sent to the API, read strictly: a field that nobody reads is a slip of the sender."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request


class StrictRequest(serializers.Serializer[Any]):
    """A body in which a field that it does not know is refused by name."""

    def to_internal_value(self, data: Any) -> Any:
        known = ", ".join(sorted(self.fields))
        sentence = _("There is no such field here; there are: %(names)s.") % {"names": known}
        if isinstance(data, Mapping) and (unknown := set(data) - set(self.fields)):
            raise ValidationError({name: [sentence] for name in sorted(unknown)})
        return super().to_internal_value(data)


def read_request(request: Request, body: type[StrictRequest]) -> dict[str, Any]:
    """Return what was sent, or raise the 400 that names the field."""
    sent = body(data=request.data)
    sent.is_valid(raise_exception=True)
    return dict(sent.validated_data)
