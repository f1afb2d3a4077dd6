"""What is wrong with storage, in sentences for whoever runs the product."""


class StorageFault(OSError):
    """Storage refuses, or does not answer: `str()` says what is wrong, `remedy` what to do.

    An OSError like those of the disk, so that nobody needs to know which storage there is. A file
    that is not there is a FileNotFoundError instead.
    """

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.remedy = remedy
