"""A master: an ordered list of choices that has one place in the code.

Everything a physician can choose from (prefectures, departments, duties, …) is a `Master`.
Codes are stored and stand in URLs; names are shown; aliases are what real pages write.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import overload

from funade.core.kernel.text import fold_compact


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice. ``note`` is a line of help for those who do not know the word."""

    code: str
    name: str
    group: str = ""
    aliases: tuple[str, ...] = ()
    note: str = ""


class Master[C: Choice](Sequence[C]):
    """Choices in the order a physician expects, looked up by code or by any written form."""

    def __init__(
        self, key: str, label: str, choices: Iterable[C], *, unique_names: bool = True
    ) -> None:
        """``key`` is the name in URLs and documents, ``label`` the Japanese heading.

        Without ``unique_names`` a name may stand twice (府中市 is in 東京 and in 広島); such a
        name is not resolved.
        """
        self.key = key
        self.label = label
        self._choices = tuple(choices)
        self._by_code = {choice.code: choice for choice in self._choices}
        if len(self._by_code) != len(self._choices):
            raise ValueError(f"master {key}: a code stands twice")
        self._by_alias = self._index_aliases(unique_names=unique_names)
        self._positions = {choice.code: at for at, choice in enumerate(self._choices)}

    def _index_aliases(self, *, unique_names: bool) -> Mapping[str, C]:
        meanings: dict[str, list[C]] = {}
        for choice in self._choices:
            for written in {fold_compact(word) for word in (choice.name, *choice.aliases)}:
                meanings.setdefault(written, []).append(choice)
        doubles = [written for written, found in meanings.items() if len(found) > 1]
        if doubles and unique_names:
            raise ValueError(f"master {self.key}: {doubles} mean two things")
        return {written: found[0] for written, found in meanings.items() if len(found) == 1}

    @overload
    def __getitem__(self, index: int) -> C: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[C]: ...
    def __getitem__(self, index: int | slice) -> C | Sequence[C]:
        """The choice at a position, as in any sequence."""
        return self._choices[index]

    def __len__(self) -> int:
        """How many choices there are."""
        return len(self._choices)

    def __iter__(self) -> Iterator[C]:
        """The choices in their order."""
        return iter(self._choices)

    def __contains__(self, code: object) -> bool:
        """Whether ``code`` is one of the codes."""
        return code in self._by_code

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes in order."""
        return tuple(choice.code for choice in self._choices)

    def get(self, code: str) -> C | None:
        """The choice with this code, or None."""
        return self._by_code.get(code)

    def name(self, code: str) -> str:
        """The Japanese name of a code. Raises KeyError for an unknown one."""
        return self._by_code[code].name

    def position(self, code: str) -> int:
        """Where the code stands in the order. Raises KeyError for an unknown one."""
        return self._positions[code]

    def resolve(self, written: str) -> C | None:
        """The choice a page means by ``written`` (a name, an alias or a code), or None."""
        return self._by_code.get(written) or self._by_alias.get(fold_compact(written))

    def groups(self) -> list[tuple[str, list[C]]]:
        """The choices under their group headings, order kept."""
        return [(group, list(rest)) for group, rest in groupby(self._choices, lambda c: c.group)]
