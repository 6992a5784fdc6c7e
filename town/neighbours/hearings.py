"""A hearing as the public API of Kerro kantasi (version 1) tells of it: sections, and comments page by page."""

from typing import Any

SLUG = "mallilan-puisto"
HEARING: dict[str, Any] = {
    "id": "hHvPzs9vWq1uN7eQ0aKdXw3mTf2yLc5b",
    "slug": SLUG,
    "title": {"fi": "Mallilan puisto", "sv": "Modellandets park", "en": "The park of Mallila"},
    "n_comments": 5,
    "published": True,
    "closed": True,
    "open_at": "2022-04-01T06:00:00Z",
    "close_at": "2022-04-30T20:59:59Z",
    "sections": [
        {"id": "main0001", "type": "main", "commenting": "open", "title": {"fi": ""}, "n_comments": 2},
        {
            "id": "part0001",
            "type": "part",
            "commenting": "open",
            "title": {"fi": "Toiveet", "sv": "Önskemål"},
        },
        {"id": "part0002", "type": "part", "commenting": "open", "title": {"fi": "Muuta"}, "n_comments": 0},
    ],
}


def _comment(number: int, section: str, words: str, **more: Any) -> dict[str, Any]:
    return {
        "section": section,
        "language_code": "fi",
        "answers": [],
        "comment": None,
        "comments": [],
        "n_comments": 0,
        "pinned": False,
        "reply_to": "",
        "deleted": False,
        "deleted_at": None,
        "id": number,
        "content": words,
        "author_name": None,
        "n_votes": 0,
        "created_at": f"2022-04-{number:02d}T09:30:00.123456Z",
        "is_registered": False,
        "geojson": None,
        "map_comment_text": "",
        "images": [],
        "label": None,
        "organization": None,
        "flagged": False,
        "moderated": False,
        "edited": False,
        "hearing": HEARING["id"],
        "hearing_data": False,
        **more,
    }


COMMENTS = [
    _comment(1, "main0001", "Puistoon lisää penkkejä.", author_name="Puistonystävä"),
    _comment(2, "main0001", "Viesti on poistettu.", deleted=True),
    _comment(3, "part0001", "Mera ljus på vintern.", language_code="sv"),
    _comment(
        4, "part0001", "Kiitos, valot ovat suunnitelmassa.", comment=3, organization="Mallilan kaupunki"
    ),
    _comment(5, "part0002", "", geojson={"type": "Point", "coordinates": [24.94, 60.19]}),
    _comment(6, "part0002", "=1+1"),
]


def hearing(slug: str) -> dict[str, Any] | None:
    """What a question for one hearing is answered; None where there is no such one."""
    return HEARING if slug == SLUG else None


def comments(query: dict[str, str], address: str) -> dict[str, Any]:
    """One page of the comments on a hearing, with the address of the next one."""
    found = COMMENTS if query.get("hearing") == HEARING["id"] else []
    limit, offset = int(query.get("limit", "2")), int(query.get("offset", "0"))
    rest = found[offset + limit :]
    following = f"{address}/kerrokantasi/v1/comment/?limit={limit}&offset={offset + limit}" if rest else None
    return {
        "count": len(found),
        "next": following,
        "previous": None,
        "results": found[offset : offset + limit],
    }
