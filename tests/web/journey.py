"""One member's whole way through the site, and everything secret that it touches."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape
from typing import Any, Final

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from fido2.utils import websafe_encode
from PIL import Image

from funade.apps.accounts.models import User
from funade.apps.careers.models import Feed, SavedSearch
from funade.apps.notices.actions.choose import choose_hours
from funade.apps.notices.actions.stop_links import stop_token
from funade.apps.outbox.worker import Worker
from funade.core.kernel.actor import user_actor
from funade.core.privacy.quiet import Hours, Window
from tests.factories.accounts import TESTER
from tests.factories.listings import posting_draft, publish, settle
from tests.factories.mail import Mailbox
from tests.peers.http import Answer
from tests.peers.line import FakeLine
from tests.peers.push_service import Browser, FakePushService
from tests.web.entrance.people import (
    PASSWORD,
    code_for,
    enrol_totp,
    sign_in,
    sign_in_by_passkey,
    sign_up,
)

_ROUNDS: Final = 4
_ROUND: Final = timedelta(seconds=15)


@dataclass
class Peers:
    """The other sides."""

    box: Mailbox
    line: FakeLine
    push: FakePushService


@dataclass
class Journey:
    """Steps in the order in which `walk` takes them; ``secrets`` fills on the way."""

    peers: Peers
    address: str = "himitsu.kanariya8842@example.jp"
    words: str = "金糸雀糖尿病外来8842"
    surname: str = "金糸雀"
    given_name: str = "秘津江"
    phone: str = "090-8842-7731"
    network_4: str = "203.0.113.177"
    network_6: str = "2001:db8:8842:77:1:2:3:4"
    line_user: str = "U" + "8842beef" * 4
    secrets: dict[str, str] = field(default_factory=dict)
    ahead: timedelta = timedelta()
    """Of the worker's clock."""

    def __post_init__(self) -> None:
        self.client = Client(raise_request_exception=False, REMOTE_ADDR=self.network_4)
        for name in ("address", "words", "surname", "given_name", "phone", "line_user"):
            self.secrets[name] = getattr(self, name)
        self.secrets |= {
            "local part": "kanariya8842",
            "phone without hyphens": "09088427731",
            "phone abroad": "+819088427731",
            "IPv4": self.network_4,
            "IPv6": self.network_6,
            "password": PASSWORD,
        }

    def walk(self) -> None:
        self.enter()
        self.tell_about_oneself()
        self.search_and_save()
        self.connect_line()
        self.connect_push()
        self.hear_news()
        self.read_by_links()
        self.fail()

    @property
    def user(self) -> User:
        return User.objects.get(email=self.address)

    def work(self) -> None:
        """What the worker does meanwhile; its clock runs ahead to the retries."""
        settle()
        worker = Worker("test", lambda: timezone.now() + self.ahead, timedelta(minutes=5))
        for _ in range(_ROUNDS):
            worker.run_schedules()
            worker.run_jobs()
            self.ahead += _ROUND

    def post(self, path: str, **form: Any) -> Any:
        """A step that must not be refused."""
        answer = self.client.post(path, form)
        assert answer.status_code in {200, 204, 302}, (path, answer.status_code)
        return answer

    # --- The steps ------------------------------------------------------------------------------

    def enter(self) -> None:
        """Sign up, out and in; wrong words on the way; another network."""
        passkey = sign_up(self.client, self.address)
        self.secrets["code of the letter"] = code_for(self.address)
        codes = self.client.get("/security/codes/").context["codes"]
        self.secrets |= {f"recovery code {at}": code for at, code in enumerate(codes)}
        self.secrets["secret of the app"] = enrol_totp(self.client)
        self.work()
        self.post("/logout/")
        sign_in(self.client, self.address, "違う合言葉を並べる昼の空", REMOTE_ADDR=self.network_6)
        sign_in_by_passkey(self.client, passkey)
        self.secrets["session"] = str(self.client.session.session_key)
        self.secrets["passkey"] = websafe_encode(passkey.id)

    def tell_about_oneself(self) -> None:
        """Name, phone, and a picture that says more than it shows."""
        name = {"surname": self.surname, "given_name": self.given_name}
        kana = {"surname_kana": "かなりや", "given_name_kana": "ひつえ"}
        self.post("/me/profile/name/", **name, **kana, save=1)
        self.post("/me/profile/phone/", phone=self.phone, phone_is_private="1", save=1)
        self.client.post("/me/profile/birth/", {"born_on": self.words, "save": 1})
        self.client.post("/me/papers/send/", {"picture": self._picture(), "covered": "1"})
        for page in ("/me/", "/me/settings/", "/me/profile/", "/me/papers/", "/me/looks/"):
            self.client.get(page)

    def _picture(self) -> SimpleUploadedFile:
        file, image = io.BytesIO(), Image.new("RGB", (900, 600), "#f4ecd8")
        exif = image.getexif()
        exif[0x013B] = "kanariya8842"  # Artist
        image.save(file, "JPEG", exif=exif)
        return SimpleUploadedFile("kanariya8842.jpg", file.getvalue(), "image/jpeg")

    def search_and_save(self) -> None:
        """Words into the search, a note on a posting, and a saved search."""
        posting = publish(posting_draft(title=f"{self.words}のお手伝い"))
        self.client.get("/jobs/", {"q": self.words, "dept": "01001"})
        self.client.get(f"/jobs/{posting.public_id}/")
        self.post("/me/act/", save=posting.public_id)
        self.post(f"/me/saved/{posting.public_id}/", text=self.words)
        self.post("/me/searches/save/", params="dept=01001")
        search = SavedSearch.objects.get(user=self.user)
        self.post(f"/me/searches/{search.pk}/", act="change", name=self.words, pace="at_once")

    def connect_line(self) -> None:
        """From the first word in LINE to the connection."""
        line = self.peers.line
        self._webhook(line.event("follow", self.line_user), line.says(self.line_user, "連携"))
        self.work()
        link = line.replies[-1][1]["contents"]["footer"]["contents"][0]["action"]["uri"]
        self.secrets["link token"] = token = _found(r"linkToken=([\w-]+)", link)
        self.client.get(f"/me/line/?linkToken={token}")
        page = unescape(self.post("/me/line/start/", linkToken=token).content.decode())
        dialog = _found(r'href="(https://access\.line\.me/[^"]+)"', page)
        self.secrets["nonce"] = _found(r"nonce=([\w-]+)", dialog)
        self._webhook(line.agrees(self.line_user, dialog))
        self._webhook(line.says(self.line_user, self.words))
        self.work()
        assert self.client.get("/me/line/").content

    def _webhook(self, *events: dict[str, Any]) -> None:
        line = self.peers.line
        body = line.body(*events)
        headers = {"X-Line-Signature": line.signature(body)}
        answer = Client().post("/hooks/line/", body, "application/json", headers=headers)
        assert answer.status_code == 200

    def connect_push(self) -> None:
        """A browser that wants to be told."""
        browser: Browser = self.peers.push.subscribe()
        self.secrets |= {"endpoint": browser.name, **browser.form()}
        self.post("/me/push/add/", label=self.words, **browser.form())

    def hear_news(self) -> None:
        """An alert on three channels, each of which fails first."""
        always = Window(0, 1440)
        hours = Hours(always, always, always)
        user = self.user
        choose_hours(actor=TESTER, user_id=user.pk, hours=hours, silent_outside=False)
        self.peers.line.failures.append(Answer(500))
        self.peers.push.failures.append(Answer(503))
        publish(posting_draft(title=f"{self.words}の外来"))
        self.work()
        for channel in ("email", "line", "push"):
            self.post("/me/notices/test/", channel=channel)
        self.work()
        self.peers.box.refuse_recipient = f"550 5.1.1 {self.address} is gone"
        self.post("/reset/", email=self.address)
        self.work()
        self.client.get("/me/news/")
        self.client.get("/me/notices/log/")

    def read_by_links(self) -> None:
        """A feed and a stop link: whoever has the address has everything."""
        page = self.post("/me/calendar/new/", label=self.words).content.decode()
        self.secrets["feed"] = feed = _found(r"/feeds/([\w-]+)\.ics", page)
        actor = user_actor(self.user.pk)
        stop = stop_token(actor=actor, user_id=self.user.pk, now=timezone.now())
        self.secrets["stop link"] = stop
        stranger = Client(raise_request_exception=False, REMOTE_ADDR=self.network_6)
        for path in (f"/feeds/{feed}.ics", f"/feeds/{feed}.atom", f"/stop/{stop}/"):
            stranger.get(path)
            stranger.post(path, {"List-Unsubscribe": "One-Click"})
        Feed.objects.all().delete()
        assert stranger.get(f"/feeds/{feed}.ics").status_code == 404

    def fail(self) -> None:
        """Requests that are refused, each with something secret in it."""
        strict = Client(enforce_csrf_checks=True, REMOTE_ADDR=self.network_4)
        strict.post("/login/", {"login": self.address, "password": PASSWORD})
        strict.post("/hooks/line/", self.words.encode(), "application/json")
        self.client.get(f"/{self.words}/{self.address}/?q={self.words}")
        self.client.get("/jobs/", {"q": self.words}, headers={"Host": "kanariya8842.example"})
        self.client.delete(f"/me/profile/?{self.address}")
        self.client.get("/login/", {"next": f"https://evil.example/{self.words}"})
        self.client.get(f"/join/{self.words}/")
        self.client.post("/me/push/add/", {"endpoint": f"https://evil.example/{self.words}"})


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    assert found, pattern
    return found[1]
