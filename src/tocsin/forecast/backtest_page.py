"""The backtest as one HTML page with plots drawn as SVG: no script, no library, no network."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from tocsin.forecast.backtesting import OURS, Backtest
from tocsin.forecast.scores import Band

_SIZE = 260
_STYLE = (
    "body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;"
    "color:#1b1f24;background:#fff}table{border-collapse:collapse;margin:1rem 0}"
    "th,td{padding:.2rem .7rem;text-align:right;border-bottom:1px solid #d5dae0}"
    "th:first-child,td:first-child{text-align:left}.plots{display:flex;gap:2rem;flex-wrap:wrap}"
    ".ours td{font-weight:600}svg text{font:11px system-ui,sans-serif;fill:#4a525c}"
)
_COLUMNS = ("brier", "log_loss", "average_precision", "calibration_error")


def page(found: Backtest) -> str:
    """The page. Everything in it is escaped."""
    title = escape(_title(found))
    head = f'<meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style>'
    content = f"<h1>{title}</h1>{body(found)}"
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{content}</body></html>'


def _title(found: Backtest) -> str:
    kind = "force" if found.target == "force" else "material conflict"
    return f"Backtest: {kind} within {found.horizon} days"


def body(found: Backtest) -> str:
    """What stands under the heading, for a page that has its own. Everything in it is escaped."""
    parts = [
        f"<p>{found.origins} origins, {found.first} to {found.last}. Model {escape(found.model)}. "
        "Each forecast knows only what was published before its origin; each pair has ten events "
        "or more in the year before.</p>",
        *(_scores(found, name) for name in found.summaries),
        _gaps(found),
        '<div class="plots">',
        _reliability(found.bands),
        _alarm_plot(found),
        "</div>",
        _bands(found.bands),
        _alarms(found),
        _misses(found),
    ]
    return "".join(parts)


def _table(
    caption: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]], ours: str = ""
) -> str:
    top = "".join(f"<th>{escape(each)}</th>" for each in head)
    body = ""
    for row in rows:
        kind = ' class="ours"' if row[0] == ours else ""
        body += f"<tr{kind}>{''.join(f'<td>{escape(each)}</td>' for each in row)}</tr>"
    return f"<h2>{escape(caption)}</h2><table><tr>{top}</tr>{body}</table>"


def _scores(found: Backtest, subset: str) -> str:
    models = found.summaries[subset]
    rows = [
        (name, *(f"{told[key]:.4f}" if key in told else "" for key in _COLUMNS))
        for name, told in models.items()
    ]
    first = next(iter(models.values()))
    what = "All forecasts" if subset == "all" else "Onset: no such event in the 90 days before"
    caption = f"{what} ({first['number']:.0f}, it happened in {first.get('happened', 0):.0f})"
    head = ("model", "Brier", "log loss", "average precision", "calibration error")
    return _table(caption, head, rows, OURS)


def _gaps(found: Backtest) -> str:
    rows = [
        (name, f"{mean:+.4f}", f"{low:+.4f} to {high:+.4f}")
        for name, (mean, low, high) in found.gaps.items()
    ]
    caption = "Log loss of Tocsin less that of (95 % interval, origins drawn as blocks)"
    return _table(caption, ("model", "difference", "interval"), rows)


def _bands(bands: tuple[Band, ...]) -> str:
    rows = [
        (b.word, str(b.number), f"{b.mean:.3f}", f"{b.share:.3f}", f"{b.low:.3f} to {b.high:.3f}")
        for b in bands
    ]
    head = ("word", "forecasts", "mean forecast", "it happened", "95 % interval")
    return _table("What the words meant", head, rows)


def _alarms(found: Backtest) -> str:
    rows = [
        (f"{level:.0%}", f"{week:.2f}", f"{true:.1%}", f"{caught:.1%}")
        for level, week, true, caught in found.alarms
    ]
    head = ("alarm from", "alarms a week", "came true", "of what happened, caught")
    return _table("Alarms", head, rows)


def _misses(found: Backtest) -> str:
    rows = [
        (f"{m.actor} to {m.recipient}", str(m.origin), f"{m.probability:.1%}", str(m.count))
        for m in found.misses
    ]
    return _table("Worst misses", ("pair", "origin", "forecast", "events"), rows)


def _reliability(bands: tuple[Band, ...]) -> str:
    marks = ""
    for b in bands:
        x, y = b.mean * _SIZE, (1 - b.share) * _SIZE
        low, high = (1 - b.low) * _SIZE, (1 - b.high) * _SIZE
        marks += (
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{low:.1f}" y2="{high:.1f}" stroke="#0b62a4"/>'
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#0b62a4">'
            f"<title>{escape(b.word)}: {b.share:.3f}</title></circle>"
        )
    line = f'<line x1="0" y1="{_SIZE}" x2="{_SIZE}" y2="0" stroke="#9aa4af" stroke-dasharray="4"/>'
    return _plot("Reliability", "forecast", "it happened", line + marks)


def _alarm_plot(found: Backtest) -> str:
    most = max((week for _, week, _, _ in found.alarms), default=1.0) or 1.0
    places = [(week / most * _SIZE, (1 - caught) * _SIZE) for _, week, _, caught in found.alarms]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="#b3541e"/>' for x, y in places)
    drawn = f'<polyline points="{line}" fill="none" stroke="#b3541e"/>{dots}'
    return _plot("Alarms and hits", f"alarms a week (to {most:.1f})", "caught", drawn)


def _plot(title: str, across: str, up: str, drawn: str) -> str:
    edge, whole = 40, _SIZE + 60
    return (
        f'<figure><figcaption>{escape(title)}</figcaption><svg width="{whole}" height="{whole}" '
        f'role="img" aria-label="{escape(title)}"><g transform="translate({edge},10)">'
        f'<rect width="{_SIZE}" height="{_SIZE}" fill="none" stroke="#d5dae0"/>{drawn}'
        f'<text x="{_SIZE / 2}" y="{_SIZE + 32}" text-anchor="middle">{escape(across)}</text>'
        f'<text x="0" y="{_SIZE + 15}">0</text><text x="{_SIZE}" y="{_SIZE + 15}" '
        f'text-anchor="end">max</text><text transform="translate(-12,{_SIZE / 2}) rotate(-90)" '
        f'text-anchor="middle">{escape(up)}</text></g></svg></figure>'
    )
