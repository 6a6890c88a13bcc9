"""The people an article names, and what it calls them at its fullest."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from claims.extraction.lexicon import ANY, words
from claims.extraction.noun_words import is_time
from claims.extraction.titles import (
    after_plain_role,
    gender,
    gender_of_title,
    is_courtesy,
    is_first_name,
    is_role,
    without_office,
    without_roles,
)
from claims.extraction.tokens import is_capital, tokenize

_LONGEST_NAME = 3
_GENITIVE = re.compile(r"(?:s|['’]s?)$")


@dataclass
class Names:
    """The names of one article.

    `fullest` maps a last name to the longest name; `people` are last names of persons;
    `holders` maps a role to the one person whom the article gives it to; `titled` a last
    name to the genders of the titles before it, "f" for "Frau Weber"; `namesakes` are the
    last names of several people.
    """

    fullest: dict[str, str] = field(default_factory=dict)
    people: set[str] = field(default_factory=set)
    holders: dict[str, set[str]] = field(default_factory=dict)
    alone: Counter[str] = field(default_factory=Counter)
    titled: dict[str, set[str]] = field(default_factory=dict)
    namesakes: set[str] = field(default_factory=set)

    def resolve(self, surface: str) -> str:
        """Return the fullest name behind the words of one sentence."""
        tokens = after_plain_role(surface.split()) or surface.split()
        if len(tokens) == 1 and self._is_known(tokens[0]):
            return self.fullest[tokens[0]]
        if tokens and (not is_capital(tokens[0]) or _is_article(tokens[0])):
            return self._holder(tokens) or self._named_within(tokens) or surface
        name = self._cut(without_roles(self._cut(tokens)))
        name = without_office(name, titled=len(name) < len(tokens))
        if len(name) == 1 and name[0] in self.namesakes:
            return surface
        fullest = self.fullest.get(name[-1], self._without_genitive(name))
        if _is_other_first_name(name, fullest):
            return " ".join(name)
        return surface if _is_someone_else(tokens, fullest) else fullest

    def _is_known(self, name: str) -> bool:
        return name in self.alone and name in self.fullest and name not in self.namesakes

    def gender_of(self, name: str) -> str:
        """Return "m" or "f" by the first name or a title, or nothing when neither tells."""
        tokens = name.split()
        titled = self.titled.get(tokens[-1], set()) if tokens else set()
        own = gender_of_title(tokens[0]) if tokens else ""
        return own or gender(name) or ("" if len(titled) != 1 else min(titled))

    def is_person(self, surface: str) -> bool:
        """Return whether the words name a person of this article."""
        return bool(surface) and surface.split()[-1] in self.people

    def add_speaker(self, surface: str) -> None:
        """Take a bare name that speaks for a person, unless it is an organisation's."""
        tokens = surface.split()
        if not tokens or _is_article(tokens[0]) or not all(map(is_capital, tokens)):
            return
        if not set(tokens) & words(ANY, "names", "organisations") and len(tokens) <= 4:
            name = without_roles(self._cut(tokens))
            self.people.add(name[-1])
            if len(name) > 1:
                self.fullest.setdefault(name[-1], " ".join(name))

    def _cut(self, tokens: list[str]) -> list[str]:
        """Part two names that only stand side by side: "Weber Siemens" is Weber."""
        if len(tokens) >= 2 and tokens[0] in self.people and not is_first_name(tokens[0]):
            return tokens[:1]
        return tokens

    def _without_genitive(self, name: list[str]) -> str:
        stem = _GENITIVE.sub("", name[-1])
        if stem != name[-1] and stem in self.fullest:
            return self.fullest[stem]
        return " ".join(name)

    def _holder(self, tokens: list[str]) -> str:
        """Return the person behind "Der Minister", if the article names only one."""
        if len(tokens) != 2:
            return ""
        role = tokens[1].lower()
        people = {
            name for held, names in self.holders.items() if held.endswith(role) for name in names
        }
        return people.pop() if len(people) == 1 else ""

    def _named_within(self, tokens: list[str]) -> str:
        """Return the full name inside "der Ökonom Karl Brandt von der Universität"."""
        end = next((at for at in range(1, len(tokens)) if _ends_name(tokens, at)), len(tokens))
        for place, token in enumerate(tokens[: end - 1]):
            if is_first_name(token):
                return " ".join(tokens[place:end])
        name = without_roles(tokens[1:])
        has_role = len(name) < len(tokens) - 1
        return " ".join(name) if has_role and len(name) > 1 and all(map(is_capital, name)) else ""


def read_names(sentences: Iterable[str]) -> Names:
    """Collect the names of an article from its sentences."""
    names = Names()
    for sentence in sentences:
        for run in _capital_runs(sentence):
            if len(run) > 1 and _is_article(run[0]):
                run = run[1:]
            if len(run) == 1:
                names.alone[run[0]] += 1
            else:
                _add_run(names, run)
    return names


def _ends_name(tokens: list[str], place: int) -> bool:
    """Return whether a name ends before `place`: before "von der Bank", not "von der Au"."""
    if is_capital(tokens[place]):
        return False
    if tokens[place] in words("de", "speech", "inner_particles"):
        return False
    last = tokens[place + 1 :]
    if last and last[0] in words("de", "speech", "inner_particles"):
        last = last[1:]
    is_family = len(last) == 1 and last[0] not in words(ANY, "names", "organisations")
    return not (is_family and tokens[place] in words("de", "speech", "name_particles"))


def _until_particle(name: list[str]) -> int:
    return next((at for at, token in enumerate(name) if at and not is_capital(token)), len(name))


def _is_article(token: str) -> bool:
    lower = token.lower()
    return any(lower in words(language, "speech", "determiners") for language in ("de", "en"))


def _add_run(names: Names, run: list[str]) -> None:
    name = without_roles(run)
    roles = run[: len(run) - len(name)]
    name = without_office(name, titled=bool(roles))
    if roles and is_courtesy(roles[-1]) and not is_first_name(name[0]):
        name = name[: _until_particle(name)]  # "Frau Weber von Siemens"
    _add_title(names, roles, name[-1])
    has_title = bool(roles) and len(name) <= _LONGEST_NAME
    if len(name) < 2 or not (is_first_name(name[0]) or has_title):
        return
    last, full = name[-1], " ".join(name)
    if last in words(ANY, "names", "organisations"):
        return
    names.people.add(last)
    if last in names.fullest and _is_other_first_name(name, names.fullest[last]):
        names.namesakes.add(last)
    if len(full) > len(names.fullest.get(last, "")):
        names.fullest[last] = full
    if roles and is_role(roles[-1]):
        names.holders.setdefault(roles[-1].lower(), set()).add(full)


def _add_title(names: Names, roles: list[str], last: str) -> None:
    """Take a last name for a person's if its title tells a gender: "Frau Dr. Weber"."""
    told = next(filter(None, map(gender_of_title, roles)), "")
    no_name = last in words(ANY, "names", "organisations") or is_role(last) or is_time(last, "de")
    if told and not no_name:
        names.people.add(last)
        names.titled.setdefault(last, set()).add(told)


def _capital_runs(sentence: str) -> list[list[str]]:
    """Return the stretches of capitalised words, with `von` and the like inside."""
    particles = words("de", "speech", "name_particles")
    runs: list[list[str]] = [[]]
    tokens = tokenize(sentence)
    for place, token in enumerate(tokens):
        if is_capital(token):
            runs[-1].append(token)
        elif runs[-1]:
            following = tokens[place + 1 : place + 2]
            if token in particles and following and is_capital(following[0]):
                runs[-1].append(token)
            else:
                runs.append([])
    return [run for run in runs if run]


def _is_other_first_name(name: list[str], fullest: str) -> bool:
    """Return whether two names are those of two people of one family."""
    return len(name) > 1 and is_first_name(name[0]) and name[0] not in fullest.split()


def _is_someone_else(tokens: list[str], fullest: str) -> bool:
    """Return whether the title before a last name is not that of the name's other bearer."""
    told = gender_of_title(tokens[0]) if tokens else ""
    return bool(told) and gender(fullest) not in (told, "")
