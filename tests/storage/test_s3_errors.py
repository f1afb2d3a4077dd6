"""What services answer, as their documents have it, and what is made of it."""

import pytest
from botocore.exceptions import (
    ClientError,
    EndpointConnectionError,
    NoCredentialsError,
    ReadTimeoutError,
)

from videos.storage.faults import StorageFault
from videos.storage.s3_errors import as_ours


def answered(code: str, status: int) -> ClientError:
    """Return the error for an answer."""
    error = {"Code": code, "Message": "Because."}
    return ClientError(
        {"Error": error, "ResponseMetadata": {"HTTPStatusCode": status}}, "PutObject"
    )


ANSWERS = [
    (answered("AuthorizationHeaderMalformed", 400), "another region"),
    (answered("PermanentRedirect", 301), "another region"),
    (answered("Unauthorized", 401), "key is not known"),
    (answered("ExpiredToken", 400), "temporary keys have run out"),
    (answered("403", 403), "may not do this"),
    (answered("RequestTimeTooSkewed", 403), "clock of this machine"),
    (answered("XMinioStorageFull", 507), "no room left"),
    (answered("SlowDown", 503), "busy or broken"),
    (answered("InternalError", 500), "busy or broken"),
    (answered("NotImplemented", 501), "refused the request"),
    (answered("InvalidRequest", 400), "refused the request"),
    (EndpointConnectionError(endpoint_url="https://s3.example.com"), "does not answer"),
    (ReadTimeoutError(endpoint_url="https://s3.example.com"), "does not answer"),
    (NoCredentialsError(), "There are no keys"),
]


@pytest.mark.parametrize(("error", "said"), ANSWERS)
def test_an_answer_is_a_sentence_with_a_remedy(error: Exception, said: str) -> None:
    with pytest.raises(StorageFault, match=said) as caught, as_ours():
        raise error
    assert caught.value.remedy.endswith(".")
    assert caught.value.__cause__ is error


@pytest.mark.parametrize("code", ["NoSuchKey", "404", "NotFound"])
def test_a_missing_file_is_one_as_on_the_disk(code: str) -> None:
    with pytest.raises(FileNotFoundError), as_ours():
        raise answered(code, 404)


def test_errors_of_others_pass() -> None:
    with pytest.raises(ZeroDivisionError), as_ours():
        raise ZeroDivisionError
