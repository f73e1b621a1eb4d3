"""What a credential looks like: the shapes of known tokens, names that hold secrets, texts without words.

Judges texts only. Refuses to be clever where a person would doubt: ids, addresses and placeholders are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import log2

SHAPES = (
    ("A GitHub token", ("gh", "_"), r"gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{40,}"),
    ("A GitLab token", ("gl", "-"), r"gl(?:pat|ptt|dt|rt)-[A-Za-z0-9_-]{20,}"),
    ("A Slack token", ("xox",), r"xox[abeoprs]-[A-Za-z0-9-]{10,}"),
    ("A Slack webhook", ("hooks.slack",), r"https://hooks\.slack\.com/services/T\w+/B\w+/\w{16,}"),
    ("An Atlassian API token", ("AT",), r"AT(?:ATT3x|CTT3x|BB)[A-Za-z0-9_=-]{20,}"),
    ("An AWS access key", ("IA",), r"(?:AKIA|ASIA)[0-9A-Z]{16}"),
    ("A Google API key", ("AIza",), r"AIza[A-Za-z0-9_-]{35}"),
    ("A Stripe key", ("k_",), r"[sr]k_(?:live|test)_[A-Za-z0-9]{20,}"),
    ("A SendGrid key", ("SG.",), r"SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}"),
    ("An API key", ("sk-",), r"\bsk-(?:proj-|ant-|svcacct-)?(?=[A-Za-z_-]*\d)[A-Za-z0-9_-]{32,}"),
    ("An npm token", ("npm_",), r"npm_[A-Za-z0-9]{36}"),
    ("A PyPI token", ("pypi-",), r"pypi-[A-Za-z0-9_-]{40,}"),
    ("A JSON web token", ("eyJ",), r"eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}"),
    ("A private key", ("-----BEGIN",), r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY(?: BLOCK)?-----"),
    ("An address with a password", ("://", "@"),
     r"\b[a-z][a-z0-9+]{1,15}://[^\s/:@\"'${}<>]+:(?!\$)[^\s/:@\"'{}<>]{3,}@"),
    ("A password for Basic authentication", ("asic ",),
     r"[Bb]asic (?=[A-Za-z+/]*[\d=])[A-Za-z0-9+/]{12,}={0,2}(?=[\"'\s])"),
    ("A bearer token", ("earer ",), r"[Bb]earer (?=[A-Za-z._~+/-]*\d)[A-Za-z0-9._~+/-]{20,}=*"),
)  # fmt: skip
"""What each is called, texts without which there is none, and its shape."""
KNOWN = tuple((name, hints, re.compile(shape)) for name, hints, shape in SHAPES)

WORDS = ("pass", "pwd", "token", "secret", "key", "credential", "auth")
SECRET_WORDS = ("password", "passwd", "passphrase", "pwd", "pass")
CREDENTIAL = re.compile(
    r"(?i:.*(?:password|passwd|passphrase|pwd))\d*|(?:^|.*[_.\-\s]|.*(?=[A-Z]))(?i:pass|token|secret|api[_-]?key|access[_-]?key|"
    r"private[_-]?key|secret[_-]?key|client[_-]?secret|credentials?|authorization|auth[_-]?header)\d*"
)
NOTED_WORDS = ("password", "passwd", "pwd")
NOTED = re.compile(rf"(?i)\b(?P<name>{'|'.join(NOTED_WORDS)})\b\s*[:=]\s*[\"']?(?P<text>[^\s\"',;]{{6,}})")
"""A password in a comment."""
QUERIED = re.compile(
    r"[?&](?P<name>(?i:api[_-]?key|apikey|key|token|access[_-]?token|auth|secret|client_secret|pass(?:word)?|pwd))="
    r"(?P<text>[^&\s\"'#]+)"
)
"""A secret in the query of an address."""
QUERIED_ENDS = ("key=", "token=", "auth=", "secret=", "pass=", "word=", "pwd=")
PLACEHOLDER = re.compile(
    r"(?i).*(?:change.?me|example|dummy|placeholder|redacted|your[ _-]|insert|todo|sample|secret.?here|xxx"
    r"|\*\*\*|\.\.\.|<.*>|\$\{|%\w+%|customfield_).*"
)
IDENTIFIERS = re.compile(
    r"\d+|[\d.]+|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|\d+:[0-9a-f-]{36}|[A-Z][A-Z0-9_]*(?:-\d+)?"
    r"|https?://\S+|/\S*|[\w.+-]+@[\w-]+\.[\w.-]+"
)
WORDS_ALONE = re.compile(r"[A-Za-z]+(?:[._-][A-Za-z]+)*")
READABLE = re.compile(r"(?:[A-Za-z]+|\d{1,4})(?:[-_.:/](?:[A-Za-z]+|\d{1,4}))+")
"""`SYNC-42-GREEN`: words and small numbers, made by a person."""
LEAST = 12
MIXED_ENOUGH = 3.0
"""Bits a letter. Words of a language have fewer, random letters and digits have more."""


def known_token(text: str) -> Iterator[tuple[str, int, int]]:
    """The name of each known shape in a text, and where it stands."""
    for name, shape in [(name, shape) for name, hints, shape in KNOWN if all(map(text.__contains__, hints))]:
        for found in shape.finditer(text):
            if not PLACEHOLDER.fullmatch(found[0]) and not is_one_letter(found[0]):
                yield name, found.start(), found.end()


def noted_passwords(text: str) -> Iterator[tuple[str, int, int]]:
    """Passwords that a comment tells, as `known_token`."""
    for found in NOTED.finditer(text):
        if is_likely_secret(found["name"], found["text"]):
            yield "A password", found.start("text"), found.end("text")


def queried_secrets(text: str) -> Iterator[tuple[str, int, int]]:
    """Secrets in the query of an address, as `known_token`."""
    small = text.lower()
    if not any(map(small.__contains__, QUERIED_ENDS)):
        return
    for found in QUERIED.finditer(text):
        if is_likely_secret(found["name"], found["text"]):
            yield f"The value of {found['name']}", found.start("text"), found.end("text")


def may_name_credentials(text: str) -> bool:
    """Whether any name in a text may be a credential's; quick, and right when it says no."""
    small = text.lower()
    return any(map(small.__contains__, WORDS))


def may_note_passwords(text: str) -> bool:
    """The same for what `noted_passwords` finds."""
    small = text.lower()
    return any(map(small.__contains__, NOTED_WORDS))


def may_be_secret(text: str) -> bool:
    """The same for a text under any name: it is one word, and not of letters alone."""
    return len(text) >= 6 and has_digit_or_mark(text) and not any(letter.isspace() for letter in text)


def is_one_letter(token: str) -> bool:
    """`ghp_xxxxxxxxxx`: the shape alone, as documentation shows it. Few letters make up nearly all of it."""
    tail = token[-16:]
    return len(set(tail)) <= 3 and not token.startswith("-----")


def is_credential_name(name: str) -> bool:
    """`apiToken`, `db_password`, `Authorization`; not `tokenField` or `passwordPolicy`."""
    return CREDENTIAL.fullmatch(name) is not None


def is_likely_secret(name: str, text: str) -> bool:
    """Whether a text under such a name is the thing itself. Passwords may be words, tokens are not."""
    if PLACEHOLDER.fullmatch(text) or any(letter.isspace() for letter in text) or len(set(text)) < 4:
        return False
    if any(name.lower().rstrip("0123456789").endswith(word) for word in SECRET_WORDS):
        return len(text) >= 6 and has_digit_or_mark(text) and not IDENTIFIERS.fullmatch(text)
    if len(text) < LEAST or IDENTIFIERS.fullmatch(text) or READABLE.fullmatch(text):
        return False
    return is_mixed(text)


def has_digit_or_mark(text: str) -> bool:
    return not WORDS_ALONE.fullmatch(text)


def is_mixed(text: str) -> bool:
    """Letters and digits, without order."""
    has_both = any(c.isdigit() for c in text) and any(c.isalpha() for c in text)
    return has_both and entropy(text) >= MIXED_ENOUGH


def entropy(text: str) -> float:
    """Shannon's, in bits a letter."""
    counts = [text.count(letter) for letter in set(text)]
    return -sum(n / len(text) * log2(n / len(text)) for n in counts)
