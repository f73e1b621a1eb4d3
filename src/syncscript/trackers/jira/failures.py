"""What a failure below HTTP means: an address that is none, a host that is not there, TLS, a time-out.

Knows for each whether a write may have been done all the same: only what surely was not sent is free of
doubt. Refuses to know answers: those are the business of outcomes.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator

import requests
from requests import exceptions
from urllib3.exceptions import HTTPError, LocationParseError, NameResolutionError, NewConnectionError

from syncscript.contracts import Rejected, TrackerError, Unavailable

BELOW_HTTP = (requests.RequestException, HTTPError, OSError, ValueError)
"""Whatever may come out of sending a request. ValueError: an address that cannot even be taken apart."""

BEFORE_SENDING = ("CERTIFICATE_VERIFY_FAILED", "WRONG_VERSION_NUMBER", "UNSUPPORTED_PROTOCOL",
                  "HTTP_REQUEST", "TLSV1_ALERT_PROTOCOL_VERSION", "SSLV3_ALERT_HANDSHAKE_FAILURE")
_NO_ADDRESS = (exceptions.InvalidURL, exceptions.MissingSchema, exceptions.InvalidSchema, LocationParseError,
               UnicodeError)


def failure(what: str, write: bool, error: Exception) -> TrackerError:
    """The error that a failure below HTTP stands for."""
    if isinstance(error, exceptions.InvalidJSONError):
        return Rejected(f"{what}: it would hold a number that JSON cannot carry",
                        help="look at the numbers that the rule writes")
    if isinstance(error, _NO_ADDRESS) or not isinstance(error, OSError | HTTPError):
        return _no_address(what, error)
    if isinstance(error, exceptions.SSLError):
        return _insecure(what, write, error)
    if isinstance(error, exceptions.ProxyError):
        return Unavailable(f"{what}: the proxy of this machine cannot be reached, or lets nothing through",
                           doubtful=write and not _has_cause(error, NewConnectionError),
                           help="check HTTPS_PROXY and NO_PROXY in the environment")
    if isinstance(error, exceptions.ConnectTimeout):
        return Unavailable(f"{what}: no connection within the time-out",
                           help="check the address and the network")
    if isinstance(error, exceptions.ConnectionError) and _has_cause(error, NewConnectionError):
        return _unconnected(what, error)
    return _broken(what, write, error)


def _no_address(what: str, error: Exception) -> TrackerError:
    """No other call to this instance can work either."""
    rejected = Rejected(f"{what}: the instance's url is no address that can be called ({error})",
                        help="correct this instance's url in syncscript.toml: its host or its port is wrong")
    rejected.scope = "instance"
    return rejected


def _insecure(what: str, write: bool, error: Exception) -> TrackerError:
    unsent = any(reason in str(error) for reason in BEFORE_SENDING)
    return Unavailable(
        f"{what}: the secure connection failed: {_tls_reason(error)}", doubtful=write and not unsent,
        help="if a company's own authority signed the tracker's certificate, name its file in ca_file; "
             "otherwise check the address and the date of this machine")


def _unconnected(what: str, error: Exception) -> TrackerError:
    if _has_cause(error, NameResolutionError):
        return Unavailable(f"{what}: there is no host of this name, as far as this machine can tell",
                           help="check the host in the instance's url, and this machine's DNS and network")
    reason = next((c.strerror for c in _causes(error) if isinstance(c, OSError) and c.strerror), "")
    return Unavailable(f"{what}: no connection: {(reason or 'refused').lower()}",
                       help="check the address and its port, and that the tracker is up")


def _broken(what: str, write: bool, error: Exception) -> TrackerError:
    if isinstance(error, exceptions.Timeout):
        return Unavailable(f"{what}: no answer within the time-out", doubtful=write)
    if isinstance(error, OSError) and not isinstance(error, requests.RequestException):
        return Unavailable(f"{what}: {error.strerror or 'a file cannot be read'}",
                           help="check that the ca_file exists and can be read")
    return Unavailable(f"{what}: the connection broke before the whole answer was there", doubtful=write)


def _has_cause(error: Exception, kind: type[BaseException]) -> bool:
    return any(isinstance(cause, kind) for cause in _causes(error))


def _tls_reason(error: Exception) -> str:
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return str(getattr(cause, "verify_message", "") or "the certificate is not trusted")
        if isinstance(cause, ssl.SSLError) and cause.reason:
            return str(cause.reason).replace("_", " ").lower()
    return "no reason given"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what caused it, through urllib3's `reason` and arguments too. Finite by depth."""
    waiting, seen = [error], 0
    while waiting and seen < 20:
        cause = waiting.pop(0)
        seen += 1
        if not isinstance(cause, BaseException):
            continue
        yield cause
        waiting += [cause.__cause__, cause.__context__, getattr(cause, "reason", None), *cause.args]
