"""Records as the API writes them."""

from typing import Any, TypeVar

from django.db import models
from rest_framework import serializers

from claims.publishing.moments import written

Record = TypeVar("Record", bound=models.Model)


class UtcField(serializers.DateTimeField):
    """A time, written in UTC whatever the desk's own time zone is."""

    def to_internal_value(self, value: Any) -> Any:
        try:
            return super().to_internal_value(value)
        except OverflowError:  # at the calendar's edge another time zone is outside of it
            self.fail("overflow")

    def to_representation(self, value: Any) -> str:
        return written(value)


class RecordDocument(serializers.ModelSerializer[Record]):
    """Some fields of a record, under their own names."""

    serializer_field_mapping = serializers.ModelSerializer.serializer_field_mapping | {
        models.DateTimeField: UtcField
    }
