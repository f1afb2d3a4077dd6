"""The form by which an admin gives tokens back."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminIntegerFieldWidget, AdminTextareaWidget

from videos import jobs

KEY_MAX = 64


class RefundForm(forms.Form):
    """How much, and why; what of it is allowed is for `videos.jobs` to say."""

    amount = forms.IntegerField(
        label="Tokens to give back",
        widget=AdminIntegerFieldWidget(attrs={"min": 1}),
        error_messages={
            "required": "Enter how many tokens to give back.",
            "invalid": "Enter a whole number of tokens.",
        },
    )
    reason = forms.CharField(
        max_length=jobs.REASON_MAX,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        help_text=f"At most {jobs.REASON_MAX} characters. The creator reads it in the wallet, on "
        "the video's page and in an e-mail.",
        error_messages={"required": "Say why; the creator reads it."},
    )
    key = forms.CharField(
        max_length=KEY_MAX,
        widget=forms.HiddenInput,
        error_messages={"required": "This form came without its key. Open it anew."},
    )

    def __init__(self, *arguments: Any, left: int, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["amount"].widget.attrs["max"] = left
        self.fields["amount"].help_text = f"1 to {left}"
