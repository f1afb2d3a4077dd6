"""The tables of videos and jobs, one file per thing."""

from videos.models.api_key import ApiKey
from videos.models.artifact import Artifact
from videos.models.attempt import Attempt
from videos.models.chore import Chore
from videos.models.departure import Departure
from videos.models.event import JobEvent
from videos.models.inbound import InboundDelivery
from videos.models.job import Job
from videos.models.notice import Notice
from videos.models.packaging import Packaging
from videos.models.submission import Submission
from videos.models.upload import Upload
from videos.models.upload_session import UploadSession
from videos.models.video import Video

__all__ = [
    "ApiKey",
    "Artifact",
    "Attempt",
    "Chore",
    "Departure",
    "InboundDelivery",
    "Job",
    "JobEvent",
    "Notice",
    "Packaging",
    "Submission",
    "Upload",
    "UploadSession",
    "Video",
]
