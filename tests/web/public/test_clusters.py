from funade.core.search.result import Cluster
from funade.web.public.clusters import clusters_json


def cluster(**changes: object) -> Cluster:
    values: dict[str, object] = {
        "latitude": 35.6812345678,
        "longitude": 139.7671234567,
        "openings": 12,
        "postings": 5,
        "best_pay": 120_000,
        "posting": None,
    }
    return Cluster(**(values | changes))  # type: ignore[arg-type]  # the test's own keywords


def href(public_id: str) -> str:
    return f"/jobs/{public_id}/"


def test_a_cluster_carries_numbers_only() -> None:
    assert clusters_json([cluster()], {}, href=href) == {
        "clusters": [
            {
                "lat": 35.68123,
                "lng": 139.76712,
                "openings": 12,
                "postings": 5,
                "best_pay": 120_000,
                "posting": None,
            }
        ]
    }


def test_a_lone_posting_carries_public_id_title_and_address() -> None:
    found = clusters_json([cluster(postings=1, posting=7)], {7: ("x9k2", "内科外来")}, href=href)[
        "clusters"
    ]
    assert isinstance(found, list)
    assert found[0]["posting"] == {"id": "x9k2", "title": "内科外来", "url": "/jobs/x9k2/"}


def test_a_posting_closed_meanwhile_is_left_out() -> None:
    assert clusters_json([cluster(posting=7)], {}, href=href) == {"clusters": []}
