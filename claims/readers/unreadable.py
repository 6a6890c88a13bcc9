"""The one way a reader refuses a source."""


class UnreadableSource(ValueError):  # noqa: N818  names the source, as ObjectDoesNotExist its object
    """A source that cannot be read; its message is one translated sentence for a person."""
