"""What is said about a session that cannot go on as it was asked to."""

from videos.exceptions import ReelsmithError


class SessionOver(ReelsmithError):
    """A session is at its end, or was not finished in time."""

    code = "upload_over"

    def __init__(self, name: str) -> None:
        super().__init__(f"The upload of “{name}” is over. Begin it again.")


class WrongOffset(ReelsmithError):
    """A piece does not begin where the file ends; `offset` is where that is, in bytes."""

    code = "wrong_offset"

    def __init__(self, offset: int) -> None:
        self.offset = offset
        super().__init__(f"There are {offset} bytes of this file. Go on from there.")


class TooMuch(ReelsmithError):
    """More comes than was announced."""

    code = "more_than_announced"

    def __init__(self, name: str, size: int) -> None:
        super().__init__(
            f"More of “{name}” comes than the {size} bytes that were announced. "
            "Begin a new upload with its true size."
        )


class Incomplete(ReelsmithError):
    """Less is there than was announced."""

    code = "upload_incomplete"

    def __init__(self, name: str, there: int, size: int) -> None:
        super().__init__(
            f"Of “{name}”, {there} of {size} bytes are there. Send the rest, then complete it."
        )


class Busy(ReelsmithError):
    """Another request is writing the same file."""

    code = "upload_busy"
    retryable = True

    def __init__(self, name: str) -> None:
        super().__init__(f"Another request is sending “{name}”. Wait until it ends, then go on.")


class WrongWay(ReelsmithError):
    """The file comes another way."""

    code = "wrong_way"

    def __init__(self, way: str) -> None:
        super().__init__(f"This upload comes by “{way}”. Ask for it again to see where that leads.")


class TooMany(ReelsmithError):
    """A creator has begun many uploads and finished none."""

    code = "too_many_uploads"

    def __init__(self, most: int) -> None:
        super().__init__(
            f"{most} of your uploads are not finished. Finish or cancel some of them, then go on."
        )


class Unforeseen(ReelsmithError):
    """Judging broke, and nobody knows why."""

    code = "internal"
    retryable = True

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” could not be looked at, which is our fault. Upload it again.")


class Gone(ReelsmithError):
    """What had come is not there any more."""

    code = "upload_missing"

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” got lost on its way. Upload it again.")
