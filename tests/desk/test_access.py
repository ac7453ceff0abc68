"""Who may do what: every route for every role, logins, sessions, tokens, limits."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from tests.desk.conftest import HOME, NOW, TOKEN
from tocsin.desk import app, passwords
from tocsin.desk.access import LEAST, NOBODY, check_table, methods, path_of
from tocsin.desk.entrance import LASTS, Entrance, add_account, make_token, mark
from tocsin.desk.limits import Limit, network
from tocsin.errors import UsageError
from tocsin.ledger import Account, Ledger
from tocsin.ledger.people import ROLES

PASSWORD = "correct horse battery staple"
WALL = datetime(2026, 4, 9, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module", autouse=True)
def quick() -> Iterator[None]:
    """Cheap argon2 for these tests, as what they look at is not its cost."""
    from argon2 import PasswordHasher

    with pytest.MonkeyPatch.context() as patch:
        cheap = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)
        patch.setattr(passwords, "_hasher", lambda: cheap)
        passwords._nobody.cache_clear()
        yield
    passwords._nobody.cache_clear()


@pytest.fixture
def peopled(own: Ledger) -> Ledger:
    """The demo with an account of each role; names are those of the roles."""
    for role in reversed(ROLES):
        add_account(own, role, role, PASSWORD)
    return own


class Clock:
    def __init__(self) -> None:
        self.now = WALL

    def __call__(self) -> datetime:
        return self.now


def desk_for(ledger: Ledger, **options: Any) -> TestClient:
    made = app(ledger, clock=lambda: NOW, entrance=Entrance(ledger, **options), tools=True)
    return TestClient(made, base_url=HOME, raise_server_exceptions=False, follow_redirects=False)


def token_of(client: TestClient, page: str) -> str:
    found = TOKEN.search(client.get(page).text)
    assert found, page
    return found[1]


def log_in(client: TestClient, name: str, password: str = PASSWORD, **more: str) -> Any:
    sent = {"token": token_of(client, "/login"), "name": name, "password": password} | more
    return client.post("/login", data=sent, headers={"origin": HOME})


def routes(client: TestClient) -> list[tuple[str, str, str]]:
    """Method, path in the table and an address of every route."""
    found = []
    for route in client.app.routes:  # type: ignore[attr-defined]
        address = re.sub(r"\{\w+(:\w+)?\}", "x", path_of(route))
        address = "/static/desk.css" if isinstance(route, Mount) else address
        found += [(method, path_of(route), address) for method in sorted(methods(route))]
    return found


def test_the_table_names_every_route_and_no_other(peopled: Ledger) -> None:
    client = desk_for(peopled)
    assert {(method, path) for method, path, _ in routes(client)} == set(LEAST)
    with pytest.raises(KeyError):
        check_table([Route("/new", lambda request: None)])


def test_every_route_for_nobody(peopled: Ledger) -> None:
    client, before = desk_for(peopled), peopled.counts()
    for method, path, address in routes(client):
        answer = client.request(method, address)
        if LEAST[method, path] == NOBODY:
            assert answer.status_code in {200, 403}, path
        elif method == "GET" and not path.startswith("/api/"):
            assert answer.status_code == 303, path
            assert answer.headers["location"].startswith("/login"), path
        else:
            assert answer.status_code == 401, path
    assert peopled.counts() == before


@pytest.mark.parametrize("role", ROLES)
def test_every_route_for_each_role(peopled: Ledger, role: str) -> None:
    client = desk_for(peopled)
    assert log_in(client, role).status_code == 303
    before = peopled.counts()
    for method, path, address in routes(client):
        if path == "/logout":
            continue
        answer = client.request(method, address)
        least = LEAST[method, path]
        if least != NOBODY and ROLES.index(role) < ROLES.index(least):
            assert answer.status_code == 403, path
            assert f"role {least}" in answer.text, path
        elif path == "/mcp":  # let through to the library, which answers in test_agents.py
            assert answer.status_code not in {401, 403}, path
        elif method == "POST":  # let through, and stopped by the missing token of the form
            assert answer.status_code in {403, 303}, path
            assert "asks for the role" not in answer.text, path
        else:
            assert answer.status_code in {200, 303, 400, 404}, path
    assert peopled.counts() == before


def test_a_form_of_the_right_role_works_and_of_a_lesser_one_does_not(peopled: Ledger) -> None:
    key = peopled.claims()[0].claim.id
    for role, status in (("viewer", 403), ("analyst", 403), ("editor", 303)):
        client = desk_for(peopled)
        log_in(client, role)
        data = {"token": token_of(client, "/account"), "field": "modality", "value": "possible"}
        answer = client.post(f"/claim/{key}/correct", data=data, headers={"origin": HOME})
        assert answer.status_code == status, role
    assert [each.author for each in peopled.judgements()] == ["editor"]
    row = next(each for each in peopled.people.audit() if each.act == "correct")
    assert (row.who, row.target) == (
        "editor",
        f"/claim/{key}/correct field=modality value=possible",
    )


def test_pages_show_no_forms_that_the_role_may_not_send(peopled: Ledger) -> None:
    key = peopled.claims()[0].claim.id
    event = peopled.events()[0].event.id
    for role, seen in (("viewer", False), ("editor", True)):
        client = desk_for(peopled)
        log_in(client, role)
        for page in (f"/claim/{key}", f"/event/{event}", "/review", "/sources"):
            shown = client.get(page)
            assert shown.status_code == 200, page
            main = shown.text.partition("</main>")[0]
            assert ('method="post"' in main) is seen, (role, page)


def test_a_name_that_is_not_there_takes_as_long(peopled: Ledger) -> None:
    from argon2 import PasswordHasher

    seen: dict[str, list[float]] = {"viewer": [], "nobody at all": []}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", lambda: PasswordHasher(2, 16384, 1))
        passwords._nobody.cache_clear()
        peopled.people.set_proof("viewer", passwords.proof(PASSWORD))
        entrance = Entrance(peopled)
        for _ in range(7):
            for name, times in seen.items():
                start = time.process_time()
                assert not entrance.login(name, "a wrong password")
                times.append(time.process_time() - start)
    passwords._nobody.cache_clear()
    known, unknown = (statistics.median(times[1:]) for times in seen.values())
    assert 0.5 < known / unknown < 2
    assert known > 0.005


def test_an_unknown_name_gets_the_same_answer(peopled: Ledger) -> None:
    client = desk_for(peopled)
    pages = [log_in(client, name, "a wrong password") for name in ("viewer", "nobody at all")]
    assert [page.status_code for page in pages] == [401, 401]
    shown = [TOKEN.sub("", page.text) for page in pages]
    assert shown[0] == shown[1]
    rows = peopled.people.audit()
    assert [(row.who, row.act) for row in rows] == [
        ("unknown", "login failed"), ("viewer", "login failed"),
    ]  # fmt: skip


def test_a_login_rotates_session_and_form_cookie(peopled: Ledger) -> None:
    client = desk_for(peopled)
    old_form = token_of(client, "/login")
    log_in(client, "viewer")
    first = client.cookies["tocsin_session"]
    stale = client.post("/logout", data={"token": old_form}, headers={"origin": HOME})
    assert stale.status_code == 403
    client.cookies.delete("tocsin_form")
    data = {"token": token_of(client, "/account")}
    assert client.post("/logout", data=data, headers={"origin": HOME}).status_code == 303
    log_in(client, "viewer")
    assert client.cookies["tocsin_session"] != first
    client.cookies.clear()
    assert client.get("/", headers={"cookie": f"tocsin_session={first}"}).status_code == 303


def test_a_session_cookie_that_was_planted_is_not_taken_over(peopled: Ledger) -> None:
    client = desk_for(peopled)
    client.cookies.set("tocsin_session", "chosen-by-somebody-else")
    answer = log_in(client, "viewer")
    assert "tocsin_session=chosen" not in answer.headers["set-cookie"]
    assert peopled.people.of_session(mark("chosen-by-somebody-else"), now=WALL) is None


def test_flags_of_the_session_cookie(peopled: Ledger) -> None:
    plain = log_in(desk_for(peopled), "viewer").headers["set-cookie"]
    assert "HttpOnly" in plain
    assert "SameSite=lax" in plain
    made = app(peopled, clock=lambda: NOW, entrance=Entrance(peopled))
    secure = TestClient(made, base_url="https://127.0.0.1", follow_redirects=False)
    sent = {"token": token_of(secure, "/login"), "name": "viewer", "password": PASSWORD}
    answer = secure.post("/login", data=sent, headers={"origin": "https://127.0.0.1"})
    cookies = answer.headers.get_list("set-cookie")
    assert any(each.startswith("__Host-tocsin_session=") for each in cookies)
    assert all("Secure" in each and "HttpOnly" in each for each in cookies)
    assert "max-age" in answer.headers["strict-transport-security"]


def test_sessions_end(peopled: Ledger) -> None:
    clock = Clock()
    client = desk_for(peopled, clock=clock)
    log_in(client, "viewer")
    page = client.get("/")
    assert page.status_code == 200
    assert page.headers["cache-control"] == "private, no-store"
    clock.now += LASTS
    assert client.get("/").status_code == 303


@pytest.mark.parametrize("change", ["role", "password", "removal"])
def test_a_change_of_an_account_ends_its_sessions(peopled: Ledger, change: str) -> None:
    client = desk_for(peopled)
    log_in(client, "viewer")
    token, _ = make_token(peopled, "viewer", ["api"])
    if change == "role":
        peopled.people.set_role("viewer", "analyst")
    elif change == "password":
        peopled.people.set_proof("viewer", passwords.proof("another password"))
    else:
        peopled.people.remove("viewer")
    assert client.get("/").status_code == 303
    answer = client.get("/api/v1/events", headers={"authorization": f"Bearer {token}"})
    assert answer.status_code == (401 if change == "removal" else 200)


def test_back_after_a_login_leads_nowhere_else(peopled: Ledger) -> None:
    for back, where in (
        ("/claims?x=1", "/claims?x=1"),
        ("//evil.example", "/"),
        ("https://e", "/"),
    ):
        assert log_in(desk_for(peopled), "viewer", back=back).headers["location"] == where


def test_a_token_opens_its_scope_and_nothing_else(peopled: Ledger) -> None:
    client = desk_for(peopled)
    secret, token = make_token(peopled, "admin", ["api"])
    sent = {"authorization": f"Bearer {secret}"}
    assert client.get("/api/v1/events", headers=sent).status_code == 200
    for page in ("/", "/claims.csv", "/situations/puyango/feed.atom", "/people", "/account"):
        assert client.get(page, headers=sent).status_code == 403, page
    assert client.post("/undo", headers=sent, data={"judgement": "x"}).status_code == 403
    peopled.people.revoke_token(token.id, now=WALL)
    assert client.get("/api/v1/events", headers=sent).status_code == 401


def test_feed_readers_send_it_as_a_password(peopled: Ledger) -> None:
    secret, _ = make_token(peopled, "viewer", ["feeds"])
    answer = desk_for(peopled).get("/situations/puyango/feed.atom", auth=("anybody", secret))
    assert answer.status_code == 200


def test_a_token_ends_and_wrong_ones_open_nothing(peopled: Ledger) -> None:
    clock = Clock()
    client = desk_for(peopled, clock=clock)
    secret, token = make_token(peopled, "viewer", ["api"], days=1)
    assert token.ends
    clock.now = token.ends + timedelta(1)
    for header in (f"Bearer {secret}", "Bearer x", "Basic !!", "Basic eDp5", "nonsense", "Bearer "):
        answer = client.get("/api/v1/events", headers={"authorization": header})
        assert answer.status_code == 401, header
        assert answer.headers["www-authenticate"] == "Bearer"


def test_a_token_is_shown_once_and_only_its_hash_is_kept(peopled: Ledger, tmp_path: Any) -> None:
    client = desk_for(peopled)
    log_in(client, "viewer")
    data = {"token": token_of(client, "/account"), "scope": "api", "days": "30", "note": "mine"}
    page = client.post("/account/tokens", data=data, headers={"origin": HOME}).text
    secret = re.findall(r"tocsin_[\w-]{43}", page)[0]
    assert secret not in client.get("/account").text
    peopled.backup(tmp_path / "b.zip", now=NOW)
    peopled.close()
    session = client.cookies["tocsin_session"]
    for path in tmp_path.glob("own.db*"):
        held = path.read_bytes()
        assert secret.encode() not in held
        assert session.encode() not in held
        assert PASSWORD.encode() not in held


def test_logins_are_limited_by_account_and_by_address(peopled: Ledger) -> None:
    client = desk_for(peopled, logins=Limit(3, 900), knocks=Limit(5, 900))
    seen = [log_in(client, "viewer", "a wrong password").status_code for _ in range(4)]
    assert seen == [401, 401, 401, 429]
    assert log_in(client, "viewer").status_code == 429
    late = log_in(client, "admin")
    assert late.status_code == 429
    assert int(late.headers["retry-after"]) > 0


def test_programs_are_limited(peopled: Ledger) -> None:
    secret, _ = make_token(peopled, "viewer", ["api"])
    client = desk_for(peopled, asked=Limit(2, 60), asked_here=Limit(4, 60))
    sent = {"authorization": f"Bearer {secret}"}
    seen = [client.get("/api/v1/situations", headers=sent).status_code for _ in range(3)]
    assert seen == [200, 200, 429]
    guesses = [client.get("/api/v1/events").status_code for _ in range(2)]
    assert guesses == [401, 429]


def test_a_limit_begins_anew_and_remembers_little(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    limit = Limit(1, 10, clock=lambda: now[0])
    assert limit.take("a") == 0
    assert limit.take("a") == 11
    assert limit.take("b") == 0
    now[0] = 10.0
    assert limit.take("a") == 0
    monkeypatch.setattr("tocsin.desk.limits.MOST_KEYS", 2)
    for key in "cdef":
        limit.take(key)
    assert len(limit._held) == 2
    assert network("2001:db8::1:2:3:4") == network("2001:db8::9")
    assert network("::ffff:10.0.0.1") == "10.0.0.1"


def test_health_is_open_and_says_nothing_else(peopled: Ledger) -> None:
    client = desk_for(peopled)
    assert client.get("/healthz").text == "ok\n"
    assert client.get("/readyz", headers={"authorization": "Bearer x"}).text == "ready\n"


def test_people_are_looked_after_by_admins(peopled: Ledger) -> None:
    client = desk_for(peopled)
    log_in(client, "admin")

    def send(act: str, **fields: str) -> int:
        data = fields | {"token": token_of(client, "/people")}
        return client.post(f"/people/{act}", data=data, headers={"origin": HOME}).status_code

    assert send("add", name="eve", role="viewer", password=PASSWORD) == 303
    assert send("add", name="eve", role="viewer", password=PASSWORD) == 400
    assert send("add", name="short", role="viewer", password="short") == 400
    assert send("role", name="eve", role="editor") == 303
    assert send("remove", name="admin") == 400
    assert {each.name: each.role for each in peopled.people.accounts()}["eve"] == "editor"
    assert send("remove", name="eve") == 303
    page = client.get("/people").text
    assert PASSWORD not in page
    assert "the chain is whole" in page


def test_a_password_is_changed_by_who_knows_it(peopled: Ledger) -> None:
    client = desk_for(peopled)
    log_in(client, "viewer")

    def change(old: str, new: str) -> int:
        data = {"token": token_of(client, "/account"), "old": old, "new": new}
        answer = client.post("/account/password", data=data, headers={"origin": HOME})
        return answer.status_code

    assert change("a wrong password", "a new password") == 400
    assert change(PASSWORD, "a new password") == 303
    assert client.get("/").status_code == 200  # this browser goes on, with a new session
    assert log_in(desk_for(peopled), "viewer", "a new password").status_code == 303


def test_a_desk_of_one_user_asks_nobody(own: Ledger) -> None:
    client = TestClient(app(own, clock=lambda: NOW), base_url=HOME, follow_redirects=False)
    assert client.get("/").status_code == 200
    assert client.get("/login").headers["location"] == "/"
    assert "no accounts" in client.get("/account").text


def test_passwords_are_kept_as_argon2id_and_never_as_they_are() -> None:
    held = passwords.proof(PASSWORD)
    assert held.startswith("$argon2id$")
    assert PASSWORD not in held
    assert passwords.fits(PASSWORD, held)
    assert not passwords.fits(PASSWORD, None)
    assert not passwords.fits("x" * 5000, held)
    assert not passwords.fits(PASSWORD, "not a proof")
    for wrong in ("short", "x" * 1025):
        with pytest.raises(UsageError, match="12 to 1024"):
            passwords.proof(wrong)


def test_the_first_account_is_an_admin_and_one_stays(own: Ledger) -> None:
    with pytest.raises(UsageError, match="has to be an admin"):
        own.people.add(Account("eve", "viewer", WALL), "x")
    assert own.people.accounts() == ()
    own.people.add(Account("ada", "admin", WALL), "x")
    own.people.add(Account("eve", "viewer", WALL), "x")
    for act in (lambda: own.people.remove("ada"), lambda: own.people.set_role("ada", "viewer")):
        with pytest.raises(UsageError, match="has to be an admin"):
            act()
    with pytest.raises(UsageError, match="no role"):
        own.people.set_role("eve", "queen")
