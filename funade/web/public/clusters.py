"""What the map's script reads: clusters of openings as JSON."""

from collections.abc import Callable, Mapping, Sequence

from funade.core.search.result import Cluster

type Json = dict[str, object]


def clusters_json(
    clusters: Sequence[Cluster],
    titles: Mapping[int, tuple[str, str]],
    *,
    href: Callable[[str], str],
) -> Json:
    """The body of ``/jobs/clusters.json``.

    ``titles`` gives public id and title of the postings that stand alone; ``href`` the address
    of a posting by public id. A lone posting without a title was closed a moment ago: left out.
    """
    return {
        "clusters": [
            _cluster(cluster, titles, href)
            for cluster in clusters
            if cluster.posting is None or cluster.posting in titles
        ]
    }


def _cluster(
    cluster: Cluster, titles: Mapping[int, tuple[str, str]], href: Callable[[str], str]
) -> Json:
    posting: Json | None = None
    if cluster.posting is not None:
        public_id, title = titles[cluster.posting]
        posting = {"id": public_id, "title": title, "url": href(public_id)}
    return {
        "lat": round(cluster.latitude, 5),  # a metre
        "lng": round(cluster.longitude, 5),
        "openings": cluster.openings,
        "postings": cluster.postings,
        "best_pay": cluster.best_pay,
        "posting": posting,
    }
