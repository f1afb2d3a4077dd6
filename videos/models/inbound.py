"""What vendors told us by webhook: each thing once."""

from django.db import models


class InboundDelivery(models.Model):
    """One webhook of a vendor's, taken for a hint: it only makes us ask."""

    provider = models.CharField(max_length=20)
    delivery = models.CharField(max_length=200)
    """The vendor's own id of the delivery, or of what it says."""
    remote_id = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=40, blank=True)
    was_known = models.BooleanField()
    """Whether it was about a submission of ours."""
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "inbound deliveries"
        constraints = [
            models.UniqueConstraint(fields=["provider", "delivery"], name="inbound_delivery_once")
        ]

    def __str__(self) -> str:
        return f"{self.provider} · {self.delivery}"
