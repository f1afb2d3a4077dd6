"""From the errors of S3 and of its library to ours.

Contract: the error codes of docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html; servers
that are not AWS use some of them, and a few words of their own.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from boto3.exceptions import Boto3Error
from botocore import exceptions as botocore
from botocore.exceptions import BotoCoreError, ClientError

from videos.storage.faults import BROKEN, BUSY, StorageFault

log = logging.getLogger(__name__)

_KEY = (
    "The access key is not known there.",
    "Check the key in STORAGE_URL, or AWS_ACCESS_KEY_ID: it may be deleted, or of another service.",
)
_SECRET = (
    "The secret does not belong to the access key.",
    "Check the secret in STORAGE_URL, or AWS_SECRET_ACCESS_KEY. In a URL, % is written as %25.",
)
_TOKEN = (
    "The temporary keys have run out.",
    "Renew AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or use lasting keys.",
)
_BUCKET = (
    "There is no such bucket.",
    "Create the bucket that STORAGE_URL names, or correct its name; it is never made by itself.",
)
_NAME = (
    "The name of the bucket is not one.",
    "Correct the bucket in STORAGE_URL: 3 to 63 small letters, digits and hyphens.",
)
_REGION = (
    "The bucket is in another region.",
    "Set the region in STORAGE_URL to the one in which the bucket was made, such as "
    "?region=eu-central-1.",
)
_RIGHTS = (
    "The access key may not do this.",
    "Allow it to read, write and delete objects of the bucket and to list the bucket: "
    "s3:GetObject, s3:PutObject, s3:DeleteObject and s3:ListBucket; and for uploads that broke off "
    "s3:ListBucketMultipartUploads and s3:AbortMultipartUpload.",
)
_CLOCK = (
    "The clock of this machine is wrong by more than a quarter of an hour.",
    "Set the clock, best by NTP: signatures hold for 15 minutes.",
)
_FULL = ("There is no room left.", "Make room there, or raise its limit.")
_AWAY = (
    "The service does not answer.",
    "Check the endpoint or account in STORAGE_URL, and that this machine may reach it.",
)
_TLS = (
    "The certificate of the service cannot be trusted.",
    "Check the endpoint in STORAGE_URL, and the certificates of this machine.",
)
_KEYLESS = (
    "There are no keys.",
    "Put a key and a secret into STORAGE_URL, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
)
_OTHER = (
    "The service refused the request.",
    "Check STORAGE_URL. The log has what the service answered.",
)

_CODES = {
    "InvalidAccessKeyId": _KEY, "Unauthorized": _KEY, "401": _KEY, "InvalidToken": _TOKEN,
    "ExpiredToken": _TOKEN, "SignatureDoesNotMatch": _SECRET, "NoSuchBucket": _BUCKET,
    "InvalidBucketName": _NAME, "PermanentRedirect": _REGION, "301": _REGION,
    "AuthorizationHeaderMalformed": _REGION, "IllegalLocationConstraintException": _REGION,
    "InvalidRegionName": _REGION, "AccessDenied": _RIGHTS, "Forbidden": _RIGHTS, "403": _RIGHTS,
    "AllAccessDisabled": _RIGHTS, "RequestTimeTooSkewed": _CLOCK, "RequestExpired": _CLOCK,
    "NotImplemented": _OTHER, "QuotaExceeded": _FULL, "XMinioStorageFull": _FULL, "507": _FULL,
}  # fmt: skip
_MISSING = {"NoSuchKey", "NoSuchUpload", "404", "NotFound"}
_SERVER_ERRORS = 500
_KINDS: tuple[tuple[type[Exception], tuple[str, str]], ...] = (
    (botocore.SSLError, _TLS),
    (botocore.NoCredentialsError, _KEYLESS),
    (botocore.PartialCredentialsError, _KEYLESS),
    (botocore.ParamValidationError, _NAME),
    (botocore.ResponseStreamingError, BROKEN),
    (botocore.IncompleteReadError, BROKEN),
    (botocore.ConnectionError, _AWAY),
    (botocore.HTTPClientError, _AWAY),
)


@contextmanager
def as_ours() -> Iterator[None]:
    """Turn errors of the library into those that the disk has, and log what was answered.

    Raises:
        FileNotFoundError: there is no such file.
        StorageFault: anything else.
    """
    try:
        yield
    except (ClientError, BotoCoreError, Boto3Error) as error:
        raise _translated(error) from error


def _translated(error: Exception) -> OSError:
    if isinstance(error, ClientError):
        answer = error.response.get("Error", {})
        if answer.get("Code") in _MISSING:
            return FileNotFoundError(f"There is no file under this key: {answer.get('Key', '')}")
        found = _refusal(error)
    else:
        found = next((said for kind, said in _KINDS if isinstance(error, kind)), _OTHER)
    log.warning("Storage: %s", error)
    return StorageFault(*found)


def _refusal(error: ClientError) -> tuple[str, str]:
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    otherwise = BUSY if status >= _SERVER_ERRORS else _OTHER
    return _CODES.get(error.response.get("Error", {}).get("Code", ""), otherwise)
