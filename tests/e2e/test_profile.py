"""The profile on a phone, and a licence that is covered before it leaves the device (S-30)."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e.browser import Look, axe
from tests.e2e.looks import every_look
from tests.e2e.members import sign_in
from tests.e2e.site import Site
from tests.factories.profiles import picture

PHONE = pytest.mark.parametrize("look", [Look(360, "light")], ids=str)
PAGES = ("", "name/", "number/", "birth/", "titles/", "skills/", "home/", "phone/", "calls/")


@every_look
def test_no_barriers_in_the_profile(page: Page, demo_site: Site) -> None:
    sign_in(page.context, demo_site)
    for path in (*(f"/me/profile/{part}" for part in PAGES), "/me/papers/", "/about/kept-data/"):
        page.goto(path)
        axe(page)
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert not wide, f"{path} scrolls sideways"


@PHONE
def test_a_physician_fills_in_the_profile_on_a_phone(page: Page, demo_site: Site) -> None:
    sign_in(page.context, demo_site)
    page.goto("/me/profile/")
    page.get_by_role("link", name="医籍登録番号と登録年月日").click()
    page.get_by_label("医籍登録番号").fill("１２３４５６")
    page.get_by_label("登録年月日").fill("平成32年4月1日")
    page.get_by_role("button", name="保存").click()
    expect(page).to_have_title("エラー: プロフィール 2 | Funade")
    expect(page.get_by_role("alert")).to_be_focused()
    axe(page)
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("登録年月日")).to_be_focused()
    page.get_by_label("登録年月日").fill("Ｈ２２．４．２０")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("第123456号 2010/04/20（平成22年4月20日）")).to_be_visible()
    page.get_by_role("link", name="資格").click()
    page.get_by_label("資格をさがす").fill("さんぎょう")
    expect(page.get_by_role("status")).to_have_text("0件が当てはまります。")
    page.get_by_label("資格をさがす").fill("産業医")
    expect(page.get_by_label("日本医師会認定産業医")).to_be_visible()
    expect(page.get_by_label("内科専門医").first).to_be_hidden()
    page.get_by_label("日本医師会認定産業医").check()
    page.get_by_label("資格をさがす").fill("")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("日本医師会認定産業医")).to_be_visible()
    axe(page)


def sent_by(page: Page) -> bytes:
    """Everything the browser sends when the form goes off."""
    with page.expect_request(lambda request: request.method == "POST") as caught:
        page.get_by_role("button", name="送る").click()
    return caught.value.post_data_buffer or b""


def kept(page: Page) -> Image.Image:
    """The picture as the site keeps it."""
    answer = page.request.get("/me/papers/image/")
    assert answer.ok
    return Image.open(io.BytesIO(answer.body())).convert("RGB")


@PHONE
def test_s30_what_is_covered_never_leaves_the_device(page: Page, demo_site: Site) -> None:
    sign_in(page.context, demo_site)
    page.goto("/me/papers/")
    original = picture((1000, 700), comment=b"CANARY-COMMENT")
    page.get_by_label("免許証の画像").set_input_files(
        {"name": "CANARY-NAME.jpg", "mimeType": "image/jpeg", "buffer": original}
    )
    canvas = page.locator("canvas")
    expect(canvas).to_be_visible()
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + box["height"] * 0.3)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.5, steps=4)
    page.mouse.up()
    expect(page.get_by_text("覆いは1つあります。")).to_be_visible()
    page.get_by_role("button", name="四角を足す").click()
    page.get_by_role("button", name="下へ動かす").press("Enter")
    expect(page.get_by_text("覆いは2つあります。")).to_be_visible()
    axe(page)
    page.get_by_label("本籍（都道府県名）が見えない").check()
    sent = sent_by(page)
    expect(page.get_by_text("画像をお預かりしました。")).to_be_visible()
    assert b"CANARY" not in sent, "neither the file nor its name is sent"
    assert original[600:1200] not in sent
    stored = kept(page)
    assert stored.size == (1000, 700)
    covered = [stored.getpixel((x, y)) for x in range(215, 590, 25) for y in range(225, 340, 20)]
    assert all(max(pixel) < 12 for pixel in covered if isinstance(pixel, tuple))
    seen = stored.getpixel((800, 600))
    assert isinstance(seen, tuple)
    assert min(seen) > 150, "the rest can still be read"
    axe(page)
    page.get_by_role("button", name="いますぐ消す").click()
    expect(page.get_by_text("画像を消しました。")).to_be_visible()


def test_what_cannot_be_covered_is_not_sent(page: Page, demo_site: Site) -> None:
    sign_in(page.context, demo_site)
    page.goto("/me/papers/")
    field = page.get_by_label("免許証の画像")
    field.set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"<svg/>"})
    expect(page.get_by_text("画像を開けません")).to_be_visible()
    assert field.evaluate("input => input.files.length") == 0
