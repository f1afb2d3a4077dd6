"""Runway over its SDK. There is no key for idempotency, no look-up by reference, no webhook."""

from config import env
from videos.providers.base import (
    Brief,
    Declaration,
    Progress,
    ProviderKind,
    Receipt,
    Ticket,
    Vendor,
)
from videos.providers.errors import ErrorKind, ProviderError, permanent, said
from videos.providers.http import Client
from videos.providers.runway import schema
from videos.providers.runway.line import Line
from videos.spec import Aspect


class Runway(Vendor):
    """One model of `schema.MODELS`, `RUNWAY_MODEL`; the declaration is that of the default."""

    addresses = ("RUNWAYML_BASE_URL",)
    declaration = Declaration(
        id="runway",
        label=schema.LABEL,
        kind=ProviderKind.SCENE_CLIPS,
        aspects=frozenset({Aspect.WIDE, Aspect.TALL}),
        max_seconds=300,
        settings=("RUNWAYML_API_SECRET",),
        cost_cents_per_second=12.0,
        clip_seconds=(2, 3, 4, 5, 6, 7, 8, 9, 10),
        longest_prompt=1_000,
        parallel=2,
        quality=5,
        usual_wait_seconds=120,
        can_cancel=True,
    )

    def __init__(self) -> None:
        key = env.secret("RUNWAYML_API_SECRET")
        self._model = env.text("RUNWAY_MODEL", "gen4.5")
        client = Client(
            label=schema.LABEL,
            base=env.text("RUNWAYML_BASE_URL", "https://api.dev.runwayml.com"),
            secrets=(key,),
            understand=schema.refusal,
        )
        self._line = Line(client=client, key=key)

    def length(self, brief: Brief) -> float:
        """Return the seconds of clip of the model that is configured."""
        lengths = self._made().seconds
        return next((length for length in lengths if length >= brief.seconds - 0.05), lengths[-1])

    def price(self, brief: Brief) -> float:
        """Return the credits, which are cents, of the model that is configured."""
        return self._made().credits * self.length(brief)

    def check(self, brief: Brief) -> None:
        """Refuse also what is too long in Runway's way of counting."""
        super().check(brief)
        longest, used = self._made().longest, schema.units(brief.prompt)
        if used > longest:
            raise permanent(
                f"{schema.LABEL} takes at most {longest:,} characters at once, and counts some "
                f"signs twice; this has {used:,}."
            )

    def submit(self, brief: Brief) -> Receipt:
        """Create a task."""
        model = self._made()
        wanted = schema.arguments(brief, self._model, model, self.length(brief))
        reply = self._line.order(lambda sdk: sdk.text_to_video.with_raw_response.create(**wanted))
        remote_id = reply.data.get("id")
        if not isinstance(remote_id, str):
            raise self._line.client.error(ErrorKind.AMBIGUOUS, reply)
        told = schema.cost(reply.data, "estimatedCost")
        return Receipt(ticket=Ticket(remote_id=remote_id), cost_cents=told)

    def poll(self, ticket: Ticket) -> Progress:
        """Ask for a task; one that was deleted, or canceled, is not known any more."""
        reply = self._line.ask(lambda sdk: sdk.tasks.with_raw_response.retrieve(ticket.remote_id))
        return schema.progress(reply, self._line.client)

    def cancel(self, ticket: Ticket) -> bool:
        """Delete a task, which ends it; one that is over is deleted with what it made."""
        self._line.ask(lambda sdk: sdk.tasks.with_raw_response.delete(ticket.remote_id))
        return True

    def probe(self) -> str:
        """Ask for the credits that are left."""
        self._made()
        data = self._line.ask(lambda sdk: sdk.organization.with_raw_response.retrieve()).data
        return f"{data.get('creditBalance', 'unknown')} credits left; model {self._model}"

    def _made(self) -> schema.Model:
        found = schema.MODELS.get(self._model)
        if found is None:
            kind, known = ErrorKind.CONFIGURATION, ", ".join(schema.MODELS)
            evidence = f"RUNWAY_MODEL is {self._model!r}, which is none of {known}."
            raise ProviderError(said(schema.LABEL, kind), kind=kind, evidence=evidence)
        return found


PROVIDER = Runway
