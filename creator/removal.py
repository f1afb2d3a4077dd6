"""Removes accounts: what signs in ends at once, files and texts are left to the sweeper."""

from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from creator.models import User
from videos.execution import departing


def remove(user: User) -> None:
    """End the account of `user` for good; safe to call again.

    Sessions and links for new passwords end with the password. The row stays without anything that
    says whose it was, as the books refer to it. The address can sign up anew at once.
    """
    with transaction.atomic():
        departing.begin(user.pk)
        _make_nameless(user)
    departing.stop(user.pk)


def _make_nameless(user: User) -> None:
    EmailAddress.objects.filter(user=user).delete()
    user.groups.clear()
    user.user_permissions.clear()
    user.email = f"deleted-{user.pk}@invalid"
    user.first_name = user.last_name = ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.last_login = None
    user.set_unusable_password()
    user.save()
    kind = ContentType.objects.get_for_model(User)
    LogEntry.objects.filter(content_type=kind, object_id=str(user.pk)).update(
        object_repr=user.email, change_message=""
    )
