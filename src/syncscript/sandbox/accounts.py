"""Who is asking: basic authentication and bearer tokens, and the captcha after too many failures.

Everyone has the same token, so that tests can act as anybody; see `catalogue.TOKEN`. Data Center
asks for a captcha (a 403 with a Seraph header) once a name was tried in vain too often.
"""

from __future__ import annotations

from collections import Counter

from werkzeug.wrappers import Request

from syncscript.sandbox.catalogue import TOKEN
from syncscript.sandbox.faces import Face
from syncscript.sandbox.problems import JiraProblem
from syncscript.sandbox.records import User
from syncscript.sandbox.world import World

FAILURES_BEFORE_CAPTCHA = 3
REASON = "X-Seraph-LoginReason"


class Accounts:
    """Counts failures by name, for one server."""

    def __init__(self, face: Face) -> None:
        self._face = face
        self._failures: Counter[str] = Counter()

    def forgive(self) -> None:
        """As if someone had solved the captcha."""
        self._failures.clear()

    def user_of(self, request: Request, world: World) -> User | None:
        """The user whose credentials came; None where none came. JiraProblem 401 or 403 for wrong ones."""
        given = request.authorization
        if given is None:
            return None
        if given.type == "basic":
            return self._basic(given.username or "", given.password or "", world)
        if given.type == "bearer" and not self._face.cloud:
            return self._bearer(given.token or "", world)
        raise self._refusal({})

    def _basic(self, login: str, secret: str, world: World) -> User:
        if not self._face.cloud and self._failures[login] >= FAILURES_BEFORE_CAPTCHA:
            raise JiraProblem(
                403,
                ["Basic Authentication Failure - Reason : AUTHENTICATION_DENIED"],
                html=True,
                headers={
                    REASON: "AUTHENTICATION_DENIED",
                    "X-Authentication-Denied-Reason": "CAPTCHA_CHALLENGE; login-url=/login.jsp",
                },
            )
        user = self._user_called(login, world)
        if user is not None and user.active and secret == TOKEN:
            self._failures.pop(login, None)
            return user
        self._failures[login] += 1
        raise self._refusal({REASON: "AUTHENTICATED_FAILED"})

    def _user_called(self, login: str, world: World) -> User | None:
        folded = login.casefold()
        return next((u for u in world.users.values()
                     if folded == (u.email if self._face.cloud else u.name).casefold()), None)

    def _bearer(self, token: str, world: World) -> User:
        """`TOKEN` is the sync account's personal access token, `TOKEN:name` that of another."""
        first = next(iter(world.users.values()))
        secret, _, name = token.partition(":")
        user = self._user_called(name or first.name, world)
        if user is None or secret != TOKEN:
            raise self._refusal({})
        return user

    def _refusal(self, headers: dict[str, str]) -> JiraProblem:
        challenge = {"WWW-Authenticate": 'OAuth realm="https%3A%2F%2Fjira.example.invalid"'}
        return JiraProblem(401, [self._face.words["unauthorised"]], html=True, headers=challenge | headers)
