from django.db import connection

IMPORTS = 0x696D706F7274
"""The key of the lock: any number does that nobody else locks; this one spells “import”."""


def take_import_turn() -> None:
    """Wait until no other import is writing; the turn ends with the caller's transaction.

    Two imports of one article would else both find that it is new, and both store it. One
    turn for all of them, because what makes an article the same is more than its address.
    On SQLite each transaction waits for its turn already, with BEGIN IMMEDIATE.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORTS])
