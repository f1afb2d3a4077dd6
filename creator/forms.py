"""Forms that are sent to be sure: whoever presses the button is the one who may."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget

from creator.models import User


class LeaveForm(forms.Form):
    """Asks for the password of an account, or for its address where it has none."""

    proof = forms.CharField(error_messages={"required": "Enter it, so that we know it is you."})

    def __init__(self, *arguments: Any, user: User, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.user = user

    @property
    def wants_password(self) -> bool:
        """Whether the account has a password to ask for."""
        return self.user.has_usable_password()

    def clean_proof(self) -> str:
        """Return what was entered, once it is right."""
        proof: str = self.cleaned_data["proof"]
        if self.wants_password and not self.user.check_password(proof):
            raise forms.ValidationError("This is not your password. Nothing was deleted.")
        if not self.wants_password and not _is_address(proof, self.user):
            raise forms.ValidationError("This is not your address. Nothing was deleted.")
        return proof


class RemoveForm(forms.Form):
    """Asks an admin for the address of the account that is to be removed."""

    address = forms.CharField(
        label="Address of the account",
        widget=AdminTextInputWidget(attrs={"autocomplete": "off"}),
        help_text="To be sure that it is the right one.",
        error_messages={"required": "Enter the address of the account."},
    )

    def __init__(self, *arguments: Any, user: User, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.user = user

    def clean_address(self) -> str:
        """Return the address, once it is that of the account."""
        address: str = self.cleaned_data["address"]
        if not _is_address(address, self.user):
            raise forms.ValidationError("This is another address. Nothing was removed.")
        return address


def _is_address(text: str, user: User) -> bool:
    return text.strip().lower() == user.email.lower()
