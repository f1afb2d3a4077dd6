"""The product's worker with stages that draw nothing: `python -m tests.benchmarks.light_worker`.

What is left of a job is what the engine itself does: claim, lease, heartbeat, scratch folder,
progress, events, settlement. Finds database and broker in the environment.
"""

from collections.abc import Callable


def lighten(on_delivery: Callable[[], None] = lambda: None) -> None:
    """Replace every stage; the last delivers without files and then calls `on_delivery`.

    Nothing is made ready for streaming: there is no film.
    """
    from videos import jobs
    from videos.execution import engine, packaging
    from videos.execution.step import Step
    from videos.states import Stage

    def pass_by(step: Step) -> None:
        step.report(1, 1)

    def deliver(step: Step) -> None:
        step.report(1, 1)
        jobs.succeed(step.lease, jobs.Delivery(artifacts=()))
        on_delivery()

    engine.STEPS.update(dict.fromkeys(Stage, pass_by) | {Stage.STORING: deliver})
    packaging.package_one = lambda: False


def main() -> None:
    """Work until told to stop."""
    import django
    from django.core.management import call_command

    django.setup()
    lighten()
    call_command("worker")


if __name__ == "__main__":
    main()
