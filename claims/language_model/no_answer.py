class NoAnswer(RuntimeError):  # noqa: N818  names what is missing, as ObjectDoesNotExist does
    """Nothing usable came from the language model; the message says why, in a few words."""
