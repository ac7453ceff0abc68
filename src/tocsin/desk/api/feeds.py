"""A situation's alerts as an Atom feed (RFC 4287)."""

from __future__ import annotations

import re
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from tocsin.desk.desk import desk_of, missing
from tocsin.records import Alert, Situation

NAMESPACE = "http://www.w3.org/2005/Atom"
OURS = uuid.uuid5(uuid.NAMESPACE_URL, "https://www.w3.org/2005/Atom#tocsin")
MOST = 50
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""


def feed_page(request: Request) -> Response:
    """The feed of one situation."""
    desk, key = desk_of(request), request.path_params["key"]
    found = next((s for s in desk.ledger.watching.situations() if s.id == key), None)
    if found is None:
        return missing(request, "situation")
    alerts = desk.ledger.watching.alerts(situation=key, limit=MOST)
    text = atom(found, alerts, base=str(request.base_url))
    return Response(text, media_type="application/atom+xml")


def atom(situation: Situation, alerts: Sequence[Alert], *, base: str) -> bytes:
    """The feed: an entry for each alert, whose id is the same wherever the desk is."""
    root = ET.Element("feed", xmlns=NAMESPACE)
    _add(root, "id", urn("situation", situation.id))
    _add(root, "title", situation.title)
    _add(root, "updated", max((a.at for a in alerts), default=NEVER).isoformat())
    _add(ET.SubElement(root, "author"), "name", "Tocsin")
    _link(root, "alternate", f"{base}situation/{situation.id}")
    _link(root, "self", f"{base}situations/{situation.id}/feed.atom")
    for alert in alerts:
        entry = ET.SubElement(root, "entry")
        _add(entry, "id", urn("alert", alert.id))
        _add(entry, "title", alert.headline)
        _add(entry, "updated", alert.at.isoformat())
        _add(entry, "summary", alert.reason or alert.headline)
        _link(entry, "alternate", f"{base}event/{alert.event}")
    made: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def urn(kind: str, key: str) -> str:
    """A name that does not depend on where the desk is served."""
    return uuid.uuid5(OURS, f"{kind}/{key}").urn


def _add(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = _UNFIT.sub("\ufffd", text)


def _link(parent: ET.Element, relation: str, address: str) -> None:
    ET.SubElement(parent, "link", rel=relation, href=_UNFIT.sub("", address))
