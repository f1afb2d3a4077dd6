"""What is wrong with storage, in sentences for whoever runs the product."""

BUSY = ("The service is busy or broken.", "Try again later; its status page may say more.")
BROKEN = (
    "The service breaks off in the middle of a file.",
    "Try again later. If it stays so, look at the network between this machine and the service.",
)
NO_PARTS = (
    "The service sends whole files when it is asked for parts.",
    "Use a service that knows range requests, or a proxy that lets them through.",
)


class StorageFault(OSError):
    """Storage refuses, or does not answer: `str()` says what is wrong, `remedy` what to do.

    An OSError like those of the disk, so that nobody needs to know which storage there is. A file
    that is not there is a FileNotFoundError instead.
    """

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.remedy = remedy
