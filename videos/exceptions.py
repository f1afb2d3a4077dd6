"""The error root: every error of ours carries a sentence for people and says whether to retry."""


class ReelsmithError(Exception):
    """Something went wrong that we understand.

    `str(error)` is a sentence for the creator with a remedy in it. Raw evidence (a vendor's reply,
    a traceback) belongs to the log and the attempt row, never in here.
    """

    code = "error"
    """Stable, machine-readable name of the error."""
    retryable = False
    """Whether trying the same thing again may succeed."""
    retry_after: float | None = None
    """Seconds before which trying again is of no use, where somebody said so."""


class InvalidRequest(ReelsmithError):
    """What was asked for cannot be made; `errors` maps each field to sentences with a remedy."""

    code = "invalid"

    def __init__(self, errors: dict[str, list[str]]) -> None:
        self.errors = errors
        super().__init__(" ".join(sentence for found in errors.values() for sentence in found))


class StepFailed(ReelsmithError):
    """A step could not do its work; `retryable` decides whether the job tries again."""

    code = "step_failed"

    def __init__(
        self,
        message: str,
        *,
        retryable: bool,
        code: str = "step_failed",
        retry_after: float | None = None,
    ) -> None:
        self.retryable = retryable
        self.code = code
        self.retry_after = retry_after
        super().__init__(message)


class Interrupted(ReelsmithError):
    """Work was stopped on request: the job was canceled, or another worker owns it now."""

    code = "interrupted"
