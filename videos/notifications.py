"""Tells creators how their jobs ended and what was given back: in the app and by e-mail, once each.

The notice is written in the transaction that ends or refunds the job. Its e-mail is sent
afterwards from that row: claimed, sent, marked. A crash between sending and marking would send
again, so every e-mail of a notice carries the same Message-ID, by which mail systems know it.
"""

import logging
from datetime import timedelta
from smtplib import SMTPException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from config.writing import add
from videos.models import Job, JobEvent, Notice
from videos.models.notice import NoticeKind

log = logging.getLogger(__name__)

CLAIM = timedelta(seconds=60)
"""How long one process may take to hand an e-mail to the mail server."""


def ready(job: Job) -> Notice:
    """Return a note that the video of `job` is ready, for the transaction in which it is."""
    return Notice(owner_id=job.owner_id, job=job, kind=NoticeKind.READY)


def record_failed(job: Job) -> None:
    """Note that `job` failed, in the caller's transaction."""
    add(Notice(owner_id=job.owner_id, job=job, kind=NoticeKind.FAILED))


def record_refunded(job: Job, event: JobEvent) -> None:
    """Note that tokens of `job` were given back, as `event` tells, in the caller's transaction."""
    add(Notice(owner_id=job.owner_id, job=job, kind=NoticeKind.REFUNDED, event=event))


def record_ending(job: Job, *, others: int) -> None:
    """Note that the files of `job` and of `others` more end soon, in the caller's transaction."""
    add(Notice(owner_id=job.owner_id, job=job, kind=NoticeKind.ENDING, others=others))


def deliver_pending(*, limit: int = 20) -> int:
    """Send the e-mails of up to `limit` notices that have none yet; return how many were sent."""
    now = timezone.now()
    unclaimed = Q(email_claimed_until=None) | Q(email_claimed_until__lt=now)
    staying = Q(owner__departure=None)  # who has left has no address any more
    pending = Notice.objects.filter(unclaimed, staying, email_sent_at=None).order_by("pk")[:limit]
    return sum(
        _deliver(notice) for notice in pending.select_related("job__video", "owner", "event")
    )


def _deliver(notice: Notice) -> bool:
    now = timezone.now()
    claimed = Notice.objects.filter(
        pk=notice.pk, email_sent_at=None, email_claimed_until=notice.email_claimed_until
    ).update(email_claimed_until=now + CLAIM)
    if not claimed:
        return False
    try:
        _email(notice).send()
    except (SMTPException, OSError):
        log.exception("The e-mail of notice %s was not accepted; trying again later.", notice.pk)
        return False
    Notice.objects.filter(pk=notice.pk).update(email_sent_at=timezone.now())
    return True


def _email(notice: Notice) -> EmailMultiAlternatives:
    video = notice.job.video
    context = {
        "notice": notice,
        "video": video,
        "job": notice.job,
        "url": settings.SITE_URL + reverse("video", args=[video.public_id]),
        "library_url": settings.SITE_URL + reverse("library"),
        "wallet_url": settings.SITE_URL + reverse("wallet"),
        "refund": notice.event and notice.event.data,
    }
    name = f"emails/{notice.kind}"
    host = urlsplit(settings.SITE_URL).hostname
    message = EmailMultiAlternatives(
        subject=render_to_string(f"{name}_subject.txt", context).strip(),
        body=render_to_string(f"{name}.txt", context),
        to=[notice.owner.email],
        headers={"Message-ID": f"<notice-{notice.pk}-{notice.job.public_id}@{host}>"},
    )
    message.attach_alternative(render_to_string(f"{name}.html", context), "text/html")
    return message
