"""The states of a job and of its attempts, and which may follow which. Pure: no Django."""

from enum import StrEnum


class JobStatus(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"  # accepted and paid for by a hold; no step has begun
    RUNNING = "running"  # begun: a worker holds its lease, or it is parked until `available_at`
    SUCCEEDED = "succeeded"  # delivered, hold captured
    FAILED = "failed"  # given up, hold released
    CANCELED = "canceled"  # stopped by its owner, hold released

    @property
    def is_terminal(self) -> bool:
        """True when nothing will happen to the job any more."""
        return self in TERMINAL


LIVE = (JobStatus.QUEUED, JobStatus.RUNNING)
TERMINAL = (JobStatus.SUCCEEDED, JobStatus.FAILED, JobStatus.CANCELED)


class JobKind(StrEnum):
    """What a job makes."""

    FULL = "full"
    PREVIEW = "preview"


class Stage(StrEnum):
    """The stages a job passes through, in this order."""

    PLANNING = "planning"  # script to storyboard
    NARRATION = "narration"  # words to speech with timings
    VISUALS = "visuals"  # scenes to picture
    ASSEMBLING = "assembling"  # picture, voice, music to one file
    CHECKING = "checking"  # is it the video that was asked for?
    STORING = "storing"  # files to storage

    @property
    def next(self) -> "Stage | None":
        """The stage after this one; None after the last."""
        order = list(Stage)
        place = order.index(self) + 1
        return order[place] if place < len(order) else None


class AttemptPhase(StrEnum):
    """How far one try at one provider has come."""

    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELED = "canceled"


class SubmissionPhase(StrEnum):
    """How far one order placed with a vendor has come."""

    SUBMITTING = "submitting"  # written down; being sent, or its sender died
    ACCEPTED = "accepted"  # the vendor has it, and gave it an id
    UNKNOWN = "unknown"  # sent, and nobody knows whether the vendor has it
    SUCCEEDED = "succeeded"  # its clip is in our storage
    FAILED = "failed"
    LOST = "lost"  # unknown for too long; may have been paid for nothing
    CANCELED = "canceled"  # not wanted any more


LIVE_SUBMISSION = (SubmissionPhase.SUBMITTING, SubmissionPhase.ACCEPTED, SubmissionPhase.UNKNOWN)


class PackagingState(StrEnum):
    """How far the files for streaming of a delivered video are."""

    WAITING = "waiting"  # for workers that have nothing else to do
    RUNNING = "running"  # a worker holds its lease
    DONE = "done"  # its files are there
    FAILED = "failed"  # given up; the video is played as one file


class UploadWay(StrEnum):
    """Which way a file comes that a creator brings."""

    POST = "post"  # one form, straight to the bucket
    PARTS = "parts"  # signed parts, straight to the bucket
    SERVER = "server"  # pieces, each at its offset, to the web server


class UploadState(StrEnum):
    """How far a file is that a creator brings."""

    OPEN = "open"  # announced; its bytes may come
    JUDGING = "judging"  # all of it is here, and somebody looks at it or will
    DONE = "done"  # it is an upload
    REFUSED = "refused"  # it cannot be one, and a sentence says why
    ABORTED = "aborted"  # given up by its creator, or not here in time


LIVE_UPLOAD = (UploadState.OPEN, UploadState.JUDGING)


class ArtifactKind(StrEnum):
    """What a stored file is."""

    VIDEO = "video"
    THUMBNAIL = "thumbnail"
    CAPTIONS_SRT = "captions_srt"
    CAPTIONS_VTT = "captions_vtt"
    STREAM_1080 = "stream_1080"  # pictures alone, in pieces; named by lines of the shorter side
    STREAM_720 = "stream_720"
    STREAM_480 = "stream_480"
    STREAM_360 = "stream_360"
    STREAM_AUDIO = "stream_audio"  # the sound to all of them
    AUDIO = "audio"  # what is heard, as a file of its own
    SPRITE = "sprite"  # small pictures of moments of the video, on one sheet
    SPRITE_VTT = "sprite_vtt"  # where on the sheet each moment is


DELIVERED = (
    ArtifactKind.VIDEO,
    ArtifactKind.THUMBNAIL,
    ArtifactKind.CAPTIONS_SRT,
    ArtifactKind.CAPTIONS_VTT,
)
"""The files that a job delivers; the others are made afterwards, when nobody waits."""


def choices(kind: type[StrEnum]) -> list[tuple[str, str]]:
    """Return the members of `kind` as (stored value, label), for a database field."""
    return [(member.value, member.value.replace("_", " ").capitalize()) for member in kind]
