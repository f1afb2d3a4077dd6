"""Signatures of version 4 as a server verifies them: in headers, or in the address itself.

Contract: docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html. Written from
there and not with the library that signs, so that the two check each other.
"""

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, quote, unquote

_SIGNED = re.compile(
    r"AWS4-HMAC-SHA256 Credential=(\S+), ?SignedHeaders=(\S+), ?Signature=(\w{64})"
)
_STAMP = "%Y%m%dT%H%M%SZ"
_SKEW = timedelta(minutes=15)
_LONGEST = 7 * 24 * 3600
UNSIGNED = "UNSIGNED-PAYLOAD"


class Refusal(Exception):
    """What a server answers instead of doing what it is asked to."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request as it came; names of headers are in small letters."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """The query, decoded."""
        return parse_qsl(self.query, keep_blank_values=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claim:
    """Who says to have signed what, and when."""

    key: str
    scope: tuple[str, ...]
    stamp: str
    names: tuple[str, ...]
    signature: str
    payload: str
    seconds: int | None = None
    """How long the address holds; None when it is no signed address."""

    @property
    def made(self) -> datetime:
        """When it was signed."""
        return datetime.strptime(self.stamp, _STAMP).replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Who may come in, and what those are told who may not."""

    keys: Mapping[str, str]
    regions: frozenset[str]
    stranger: Refusal
    expired: Refusal
    elsewhere: Refusal

    def check(self, request: Request) -> None:
        """Let a request pass that is signed by somebody known.

        Raises:
            Refusal: it is not.
        """
        claim = _of_address(request) or _of_headers(request)
        if claim.key not in self.keys:
            raise self.stranger
        day, region, *rest = claim.scope
        if region not in self.regions:
            raise self.elsewhere
        if rest != ["s3", "aws4_request"] or not claim.stamp.startswith(day):
            raise Refusal(400, "AuthorizationHeaderMalformed", "The scope is not one.")
        self._check_time(claim)
        expected = _signature(request, claim, self.keys[claim.key])
        if not hmac.compare_digest(expected, claim.signature):
            raise Refusal(403, "SignatureDoesNotMatch", "The signature is of something else.")
        if claim.payload not in {UNSIGNED, hashlib.sha256(request.body).hexdigest()}:
            raise Refusal(400, "XAmzContentSHA256Mismatch", "The content is not what was signed.")

    def _check_time(self, claim: _Claim) -> None:
        age = datetime.now(UTC) - claim.made
        if claim.seconds is None and abs(age) > _SKEW:
            raise Refusal(403, "RequestTimeTooSkewed", "The clocks differ by too much.")
        if claim.seconds is not None and not -_SKEW < age <= timedelta(seconds=claim.seconds):
            raise self.expired


def _of_address(request: Request) -> _Claim | None:
    asked = dict(request.parameters)
    if "X-Amz-Algorithm" not in asked:
        return None
    key, *scope = asked["X-Amz-Credential"].split("/")
    seconds = int(asked["X-Amz-Expires"])
    if not 1 <= seconds <= _LONGEST:
        raise Refusal(400, "AuthorizationQueryParametersError", "Links hold for a week at most.")
    return _Claim(
        key=key, scope=tuple(scope), stamp=asked["X-Amz-Date"], signature=asked["X-Amz-Signature"],
        names=tuple(asked["X-Amz-SignedHeaders"].split(";")), payload=UNSIGNED, seconds=seconds,
    )  # fmt: skip


def _of_headers(request: Request) -> _Claim:
    match = _SIGNED.fullmatch(request.headers.get("authorization", ""))
    if match is None:
        raise Refusal(403, "AccessDenied", "The request is not signed.")
    key, *scope = match[1].split("/")
    names = tuple(match[2].split(";"))
    must = {"host"} | {name for name in request.headers if name.startswith("x-amz-")}
    if not must <= set(names):
        raise Refusal(403, "AccessDenied", "There are headers that are not signed.")
    return _Claim(
        key=key, scope=tuple(scope), stamp=request.headers["x-amz-date"], names=names,
        signature=match[3], payload=request.headers["x-amz-content-sha256"],
    )  # fmt: skip


def _signature(request: Request, claim: _Claim, secret: str) -> str:
    canonical = hashlib.sha256(_canonical(request, claim).encode()).hexdigest()
    text = "\n".join(["AWS4-HMAC-SHA256", claim.stamp, "/".join(claim.scope), canonical])
    key = f"AWS4{secret}".encode()
    for part in (*claim.scope, text):
        key = hmac.new(key, part.encode(), "sha256").digest()
    return key.hex()


def _canonical(request: Request, claim: _Claim) -> str:
    pairs = sorted(
        f"{quote(name, safe='-_.~')}={quote(value, safe='-_.~')}"
        for name, value in request.parameters
        if name != "X-Amz-Signature"
    )
    headers = [f"{name}:{' '.join(request.headers[name].split())}" for name in claim.names]
    return "\n".join([
        request.method, quote(unquote(request.path), safe="/-_.~"), "&".join(pairs), *headers, "",
        ";".join(claim.names), claim.payload,
    ])  # fmt: skip
