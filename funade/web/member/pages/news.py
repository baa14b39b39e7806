"""What searches have brought, as small cards."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from funade.apps.careers.queries.news import News, NewsGroup, NewsItem
from funade.core.kernel.calendar import JST, format_day
from funade.core.listings.words import NOT_STATED, opening_words, pay_words
from funade.core.masters.areas import place_name

_HIDDEN_NAME: Final = "施設名は相談のあとに開示"
_SHOWN_OPENINGS: Final = 2


@dataclass(frozen=True, slots=True)
class NewsCard:
    """One posting, as short as will do to decide whether to open it."""

    alert: int
    title: str
    mark: str
    """新着 or 変更 until it has been opened."""
    pay: str
    when: str
    where: str
    day: str


@dataclass(frozen=True, slots=True)
class NewsList:
    """The cards of one search."""

    heading: str
    url: str
    conditions: str
    cards: tuple[NewsCard, ...]


def news_lists(news: News, now: datetime) -> list[NewsList]:
    """A list per search."""
    today = now.astimezone(JST).date()
    return [_list(group, today) for group in news.groups]


def _list(group: NewsGroup, today: date) -> NewsList:
    return NewsList(
        heading=group.name or "・".join(group.words[:3]),
        url=f"/jobs/?{group.params}",
        conditions="、".join(group.words),
        cards=tuple(_card(item, today) for item in group.items),
    )


def _card(item: NewsItem, today: date) -> NewsCard:
    listing = item.listing.as_of(today)
    facility, posting = listing.facility, listing.posting
    offered = sorted(
        (it for it in posting.openings if it.places_left), key=lambda it: it.day or date.max
    )
    name = _HIDDEN_NAME if posting.name_hidden else facility.name
    place = place_name(facility.municipality or facility.prefecture, full=True)
    return NewsCard(
        alert=item.alert,
        title=posting.title,
        mark=item.reason.label if item.is_new else "",
        pay=pay_words(posting)[0],
        when="、".join(opening_words(it) for it in offered[:_SHOWN_OPENINGS]) or NOT_STATED,
        where=f"{place} {name}",
        day=format_day(item.at.astimezone(JST).date()),
    )
