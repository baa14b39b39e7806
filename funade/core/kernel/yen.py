"""Money is a whole number of yen. Never a float, and never 0 where nothing is known."""

from typing import Final

MAN: Final = 10_000


def format_yen(amount: int) -> str:
    """``120000`` → ``"120,000円"``."""
    return f"{amount:,}円"


def format_man(amount: int) -> str:
    """The short form people say: ``120000`` → ``"12万円"``, ``14000000`` → ``"1,400万円"``.

    Amounts that are no multiple of 1,000 yen are given in full, so that no figure is rounded.
    """
    if amount % 1_000 or amount < MAN:
        return format_yen(amount)
    whole, rest = divmod(amount, MAN)
    return f"{whole:,}.{rest // 1_000}万円" if rest else f"{whole:,}万円"


def format_man_floor(amount: int) -> str:
    """`format_man` rounded down to 1,000 yen, for small places that promise no exact figure."""
    return format_man(amount // 1_000 * 1_000)


def format_range(low: int | None, high: int | None, *, short: bool = True) -> str:
    """A range of amounts; an unknown end is left open and two unknown ends give ``""``."""
    show = format_man if short else format_yen
    if low is None and high is None:
        return ""
    if low is None:
        return f"〜{show(high or 0)}"
    if high is None:
        return f"{show(low)}〜"
    return show(low) if low == high else f"{show(low)}〜{show(high)}"
