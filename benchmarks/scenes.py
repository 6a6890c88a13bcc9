"""How many cited pages may be spread over hosts and time."""

from dataclasses import dataclass

LONG_AGO = "timestamptz '2024-01-01'"


@dataclass(frozen=True)
class Scene:
    """How pages are spread over hosts and time: SQL over a page's number `g`.

    Hosts have numbers from 0 to {pages} - 1, pages from 1 to {pages}. Of a `busy` scene
    host 0 is being visited by another worker.
    """

    host: str
    due: str
    is_busy: bool = False


SCENES = {
    "falling due by and by": Scene("g % {pages}", f"{LONG_AGO} + random() * interval '30 days'"),
    "all due at one instant": Scene("g % {pages}", LONG_AGO),
    "the first third on a busy host": Scene(
        "CASE WHEN g <= {pages} / 3 THEN 0 ELSE g % {pages} END",
        f"{LONG_AGO} + g * interval '1 second'",
        is_busy=True,
    ),
}
