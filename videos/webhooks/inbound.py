"""From a webhook to a question: verify, write down once, and have the vendor asked sooner.

Nothing is read from the database before the adapter has verified the call, and nothing is written
before the call is known to be the vendor's.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from videos import jobs
from videos.models import InboundDelivery, Submission
from videos.providers import registry
from videos.providers.base import BadSignature, Hint, Vendor

REFERENCE = "X-Reelsmith-Reference"
"""Tells the adapter the reference in the address, which proves calls of those that sign nothing."""
_LONGEST, _LONGEST_REFERENCE = 200, 40
"""Characters of a vendor's id, and of a reference, that are kept."""


class UnknownVendor(LookupError):
    """There is no such vendor, or it is the studio, which calls nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Call:
    """A verified webhook: which vendor says what, and at which address."""

    provider: str
    reference: str
    """The last part of the address, which may be anything for calls about a whole account."""
    hint: Hint


def receive(provider: str, reference: str, headers: Mapping[str, str], body: bytes) -> None:
    """Take a webhook that came to the address with `reference`; a second one changes nothing.

    Raises:
        UnknownVendor: nobody with this id calls.
        BadSignature: it is not the vendor's, or the address is another submission's.
        ProviderError: the vendor's keys could not be fetched, so that nobody knows.
    """
    hint = _vendor(provider).parse_webhook(_told(headers, reference), body)
    call = _Call(provider=provider, reference=reference, hint=_storable(hint))
    submission = _submission(call)
    with transaction.atomic():
        if _is_new(call, submission) and submission is not None:
            jobs.look_sooner(submission)


def _vendor(provider: str) -> Vendor:
    try:
        return registry.vendor(provider)
    except KeyError as error:
        raise UnknownVendor(provider) from error


def _told(headers: Mapping[str, str], reference: str) -> dict[str, str]:
    """Return `headers` with our own one instead of what a stranger may have sent as such."""
    kept = {name: value for name, value in headers.items() if name.lower() != REFERENCE.lower()}
    return kept | {REFERENCE: reference}


def _storable(hint: Hint) -> Hint:
    """Return `hint` without what PostgreSQL does not take in texts.

    Whole, as something made up that is compared in part could pass for something unknown.
    """
    texts = (hint.delivery, hint.remote_id, hint.reference)
    delivery, remote_id, reference = (text.replace("\0", "") for text in texts)
    return Hint(delivery=delivery, remote_id=remote_id, reference=reference)


def _submission(call: _Call) -> Submission | None:
    """Return the submission that a call is about; None when it is none of ours.

    Raises:
        BadSignature: the address is that of another one, or was made up.
    """
    hint = call.hint
    named = Q(reference__in={call.reference, hint.reference} - {""})
    if hint.remote_id:
        named |= Q(remote_id=hint.remote_id)
    found = list(Submission.objects.filter(named, provider=call.provider))
    if len(found) > 1:
        raise BadSignature("The address is that of another submission.")
    if not found and hint.reference == call.reference:
        raise BadSignature("The address is that of no submission.")
    return found[0] if found and _is_about(found[0], hint) else None


def _is_about(submission: Submission, hint: Hint) -> bool:
    """Say whether a call means this submission, or one that only the address mistakes for it.

    The call may come before the answer that tells the vendor's id.
    """
    if hint.reference:
        return submission.reference == hint.reference
    return submission.remote_id in {"", hint.remote_id}


def _is_new(call: _Call, submission: Submission | None) -> bool:
    """Write a call down; False when it was written down before."""
    hint = call.hint
    reference = submission.reference if submission is not None else hint.reference
    _, is_new = InboundDelivery.objects.get_or_create(
        provider=call.provider,
        delivery=hint.delivery[:_LONGEST],
        defaults={
            "remote_id": hint.remote_id[:_LONGEST],
            "reference": reference[:_LONGEST_REFERENCE],
            "was_known": submission is not None,
        },
    )
    return is_new
