"""Who was worked for is remembered for as long as somebody asks for it, and no longer."""

from videos.execution.lately import Lately


def test_whose_last_step_began_since_then() -> None:
    lately = Lately()
    for owner, now in ((1, 10.0), (2, 10.3), (1, 10.4)):
        lately.note(owner, now)
    assert sorted(lately.since(10.2)) == [1, 2]
    assert lately.since(10.35) == [1]
    assert lately.since(0.0) == [1], "the other one was forgotten"
    assert lately.since(10.4) == []
