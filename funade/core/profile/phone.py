"""Phone numbers: read however typed, stored as E.164, shown the Japanese way.

The one door to `phonenumbers`. A workplace's number must not stand here (STEALTH S-15): there is
no list of such numbers to look in, so the member is asked, and numbers that no private person has
(0120, 0570) are refused.
"""

from datetime import datetime
from typing import Final

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from funade.core.kernel.calendar import JST, is_holiday
from funade.core.kernel.text import to_digits
from funade.core.profile.profile import Profile

_HOME: Final = "JP"
_SHARED: Final = {
    PhoneNumberType.TOLL_FREE,
    PhoneNumberType.PREMIUM_RATE,
    PhoneNumberType.SHARED_COST,
    PhoneNumberType.UAN,
}


class PhoneError(ValueError):
    """No number of a private person; the message is Japanese and says what to do."""


def parse_phone(written: str) -> str:
    """A number as E.164 (``+819012345678``). Raises PhoneError."""
    number = _number(to_digits(written))
    if not phonenumbers.is_valid_number(number):
        raise PhoneError("この電話番号はありません。けた数を確かめてください。")
    if phonenumbers.number_type(number) in _SHARED:
        raise PhoneError("0120・0570などの番号は使えません。ご自身の番号を入力してください。")
    return str(phonenumbers.format_number(number, PhoneNumberFormat.E164))


def show_phone(stored: str) -> str:
    """``+819012345678`` → ``090-1234-5678``; a foreign number keeps its country code."""
    number = _number(stored)
    japanese = number.country_code == phonenumbers.country_code_for_region(_HOME)
    form = PhoneNumberFormat.NATIONAL if japanese else PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(number, form))


def is_ip_phone(stored: str) -> bool:
    """Whether it is an 050 number, which offices use as often as people do."""
    return bool(phonenumbers.number_type(_number(stored)) == PhoneNumberType.VOIP)


def _number(plain: str) -> phonenumbers.PhoneNumber:
    try:
        return phonenumbers.parse(plain, _HOME)
    except phonenumbers.NumberParseException:
        raise PhoneError("電話番号を読み取れません。数字で入力してください。") from None


def may_call(profile: Profile, now: datetime) -> bool:
    """Whether the member has agreed to be called at this moment (STEALTH S-17)."""
    start, end = profile.call_from, profile.call_until
    if profile.call_agreed_on is None or not profile.phone or start is None or end is None:
        return False
    local = now.astimezone(JST)
    return _day_kind(local) in profile.call_days and start <= local.hour * 60 + local.minute < end


def _day_kind(local: datetime) -> str:
    if local.weekday() == 6 or is_holiday(local.date()):
        return "holiday"
    return "saturday" if local.weekday() == 5 else "weekday"
