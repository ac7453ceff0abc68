"""The documentation names everything that there is, and its links lead somewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer.main

from tocsin import ontology
from tocsin.claim_json import claim_json
from tocsin.cli.commands import app, result_json

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"(?<!\!)\[[^\]]*\]\(([^)\s]+)\)")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def commands() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, command in typer.main.get_command(app).commands.items():
        found[name] = command
        more = getattr(command, "commands", {})
        found |= {f"{name} {each}": held for each, held in more.items()}
    return found


def section(page: str, command: str) -> str:
    """The section on a command, or that of the command that it belongs to."""
    names = (command, command.partition(" ")[0])
    pattern = r"^## tocsin {}\b.*?(?=^## |\Z)"
    tried = (re.search(pattern.format(name), page, re.M | re.S) for name in names)
    found = next(filter(None, tried), None)
    assert found, f"docs/cli.md has no section on tocsin {command}"
    return found[0]


def test_every_command_and_option() -> None:
    page = read("docs/cli.md")
    for name, command in commands().items():
        text = section(page, name)
        for parameter in command.params:
            names = [parameter.metavar or parameter.name.upper()]
            if parameter.param_type_name == "option":
                names = list(parameter.opts)
            for option in names:
                assert option in text, f"docs/cli.md: {option} of tocsin {name}"
    for parameter in typer.main.get_command(app).params:
        assert f"`{parameter.opts[0]}`" in page


def test_no_option_that_is_not_there() -> None:
    group = typer.main.get_command(app)
    held = {o for c in (group, *commands().values()) for p in c.params for o in p.opts}
    named = set(re.findall(r"--[a-z][a-z-]+", read("docs/cli.md") + read("README.md")))
    assert named <= held | {"--help"}


def test_every_type_mode_and_sector() -> None:
    page = read("docs/codebook.md")
    for event in ontology.event_types():
        assert f"**{event.code}**" in page
        assert event.meaning in page
        for mode in event.modes:
            assert f"| `{mode.name}` |" in page
            assert mode.meaning in page
    for sector in ontology.sectors():
        assert f"`{sector.code}`" in page


def test_every_value_of_the_fields() -> None:
    page = read("docs/codebook.md") + read("docs/json.md")
    values = "asserted planned possible conditional demanded threatened asserts denies withholds"
    for value in [*values.split(), "doubts", "past", "ongoing", "future", "historical"]:
        assert f"`{value}`" in page


def test_every_key_of_the_json(claim, result) -> None:
    page = read("docs/json.md")

    def check(value: object) -> None:
        if isinstance(value, list):
            for item in value:
                check(item)
        if isinstance(value, dict):
            for key, item in value.items():
                assert f"`{key}`" in page, key
                check(item)

    check(claim_json(claim))
    check(result_json(result))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://", "mailto:", "#")):
            assert (page.parent / target.split("#")[0]).exists(), target


def test_every_page_is_reached_from_the_index() -> None:
    index = read("docs/index.md")
    for page in (ROOT / "docs").rglob("*.md"):
        name = page.relative_to(ROOT / "docs").as_posix()
        assert name == "index.md" or f"({name})" in index, f"link {name} from docs/index.md"


def test_the_readme_is_short_and_has_two_commands() -> None:
    text = read("README.md")
    assert len(text.split()) <= 450
    block = re.search(r"^```sh\n(.*?)^```", text, re.M | re.S)
    assert block
    assert len(block[1].splitlines()) == 2


def test_notes_are_dated() -> None:
    for page in (ROOT / "docs/notes").iterdir():
        found = re.match(r"(\d{4}-\d\d-\d\d)-[a-z0-9-]+\.md$", page.name)
        assert found
        assert found[1] in page.read_text(encoding="utf-8")


def test_the_shown_output_is_real() -> None:
    call = [sys.executable, ROOT / "docs/refresh.py", "--check"]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}{done.stderr}; run python docs/refresh.py"
