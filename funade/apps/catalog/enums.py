"""States and origins that live only in the database; words of the field are in `core.masters`."""

from django.db.models import TextChoices


class PostingStatus(TextChoices):
    """Where a posting stands. Only PUBLISHED ones are in the search index."""

    DRAFT = "draft", "下書き"
    PUBLISHED = "published", "募集中"
    CLOSED = "closed", "募集終了"


class LocationPrecision(TextChoices):
    """How exactly a facility's coordinates are known."""

    EXACT = "exact", "施設の位置"
    TOWN = "town", "町域の位置"
    MUNICIPALITY = "municipality", "市区町村の位置"
    UNKNOWN = "unknown", "位置不明"


class Source(TextChoices):
    """Where a record came from; the credit line of each is printed beside its data."""

    OWN = "own", "自社登録"
    MHLW = "mhlw", "医療情報ネット（ナビイ）"
    INSURED = "insured", "保険医療機関一覧（地方厚生局）"
    DEMO = "demo", "架空の見本データ"
