"""The one error of all providers: its kind says what may be done about it."""

from enum import StrEnum

from videos.exceptions import ReelsmithError

EVIDENCE_LENGTH = 2_000
"""Characters of a vendor's reply that are kept."""


class ErrorKind(StrEnum):
    """What a failure means for us."""

    RETRYABLE = "retryable"  # overloaded, rate-limited, broken for now: the same may work later
    PERMANENT = "permanent"  # it will never make this
    MODERATION = "moderation"  # its rules forbid this; nobody else is asked in silence
    QUOTA = "quota"  # the account has no credit left, or its daily share is used up
    CONFIGURATION = "configuration"  # key, address or plan are wrong: an admin must act
    OVERDUE = "overdue"  # accepted, and not done long after it should have been
    AMBIGUOUS = "ambiguous"  # a submission may have been accepted: never send it again blindly


class ProviderError(ReelsmithError):
    """A vendor refused, failed, or did not answer.

    `str(error)` is a sentence for the creator. `evidence` is the vendor's reply, redacted, for the
    attempt row and the log.
    """

    def __init__(
        self,
        message: str,
        *,
        kind: ErrorKind,
        evidence: str = "",
        status: int | None = None,
        retry_after: float | None = None,
    ) -> None:
        self.kind = kind
        self.code = f"provider_{kind.value}"
        self.retryable = kind is ErrorKind.RETRYABLE
        self.evidence = evidence[:EVIDENCE_LENGTH]
        self.status = status
        """HTTP status of the reply, where there was one."""
        self.retry_after = retry_after
        """Seconds that the vendor asks us to wait."""
        super().__init__(message)


def permanent(message: str, evidence: str = "") -> ProviderError:
    """Return an error of the kind PERMANENT."""
    return ProviderError(message, kind=ErrorKind.PERMANENT, evidence=evidence)


def said(label: str, kind: ErrorKind) -> str:
    """Return the sentence for a failure of which no more is known than its kind."""
    return {
        ErrorKind.RETRYABLE: f"{label} is busy or down at the moment. We will try again.",
        ErrorKind.PERMANENT: f"{label} cannot make this.",
        ErrorKind.MODERATION: f"{label} refused this because of its content rules. "
        "Change the words, or choose another service.",
        ErrorKind.QUOTA: f"Our account at {label} is used up for now. Choose another service.",
        ErrorKind.CONFIGURATION: f"{label} is not set up properly here. Choose another service.",
        ErrorKind.OVERDUE: f"{label} takes too long. We do not wait any more.",
        ErrorKind.AMBIGUOUS: f"{label} did not say whether it began. We are finding out.",
    }[kind]
