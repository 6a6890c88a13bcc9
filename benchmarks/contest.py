"""What everybody who is measured is asked to do."""

import json
from dataclasses import asdict, dataclass
from typing import Self

from benchmarks.cases import Case, cases, prompt_cases

LISTS = {"full": cases, "prompt": prompt_cases}
"""All addresses; and those that answer, without what only a limit in time ends."""


@dataclass(frozen=True)
class Contest:
    """The list, where its server is, and how long an address may take.

    It travels as one word of a command line. `certificates` is the folder of
    `benchmarks.certificates`, empty where the list is not read over TLS; with `zips` pages
    are compressed for those who ask, with `profiles` Factcheck tells where its time went. The
    ports and the server's process are known once it runs, see `benchmarks.site_process`.
    """

    count: int
    seed: int
    timeout: float
    list_name: str = "full"
    zips: bool = False
    certificates: str = ""
    profiles: bool = False
    port: int = 0
    control_port: int = 0
    site_pid: int = 0

    @property
    def word(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, word: str) -> Self:
        return cls(**json.loads(word))

    def cases(self) -> list[Case]:
        return LISTS[self.list_name](self.count, self.seed)

    def url(self, case: Case) -> str:
        return f"{self.root(case.host)}{case.path}"

    def root(self, host: str) -> str:
        return f"{'https' if self.certificates else 'http'}://{host}:{self.port}"

    def addresses(self) -> dict[str, Case]:
        """Return the list by its addresses."""
        return {self.url(case): case for case in self.cases()}
