"""Checks of what the local studio is made of: each does the thing once, for real."""

import tempfile
from pathlib import Path

from videos.diagnosis.finding import Finding, broken, off, ok

_REINSTALL = "Install the packages again: python3 start.py setup"
_SAMPLES = {
    "Latin": "Reelsmith", "Cyrillic": "Сценарий", "Greek": "Σενάριο", "Arabic": "سيناريو",
    "Hebrew": "תסריט", "Devanagari": "पटकथा", "Thai": "บทภาพยนตร์", "Chinese": "剧本",
    "Japanese": "台本です", "Korean": "대본", "emoji": "🚀",
}  # fmt: skip


def encoder() -> list[Finding]:
    """Encode a few frames with the bundled FFmpeg."""
    try:
        import av

        from videos.studio.encoder import SegmentWriter

        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "probe.mp4"
            writer = SegmentWriter(path, width=64, height=64, fps=30)
            for _ in range(3):
                writer.add()
            writer.close()
            with av.open(str(path)) as container:
                frames = container.streams.video[0].frames
    except (ImportError, OSError, ValueError) as error:
        return [broken("encoder", error, _REINSTALL)]
    if frames != 3:  # noqa: PLR2004 - as many as were written
        return [broken("encoder", f"wrote {frames} frames of 3", _REINSTALL)]
    return [ok("encoder", f"FFmpeg's libx264, bundled with PyAV {av.__version__}")]


def fonts() -> list[Finding]:
    """Load every face that a theme uses."""
    try:
        from videos.studio.themes import THEMES
        from videos.studio.typography.fonts import face

        used = {
            font
            for theme in THEMES.values()
            for font in (theme.display, theme.accent_display, theme.text, theme.strong)
        }
        for font in used:
            face(font)
    except (ImportError, OSError, KeyError) as error:
        return [broken("fonts", error, _REINSTALL)]
    return [ok("fonts", f"{len(used)} faces for {len(THEMES)} styles, from wheels")]


def shaping() -> list[Finding]:
    """Shape a word in each writing system, and see that no glyph is missing."""
    try:
        from videos.studio.typography.fonts import Font
        from videos.studio.typography.shaping import Voice, uncovered

        voice = Voice(font=Font("Inter", 700))
        missing = [name for name, word in _SAMPLES.items() if uncovered(word, voice)]
    except (ImportError, OSError) as error:
        return [broken("writing systems", error, _REINSTALL)]
    if missing:
        return [broken("writing systems", f"no glyphs for {', '.join(missing)}", _REINSTALL)]
    return [ok("writing systems", f"{len(_SAMPLES)} drawn without a missing glyph")]


def voices() -> list[Finding]:
    """Speak one word with each engine."""
    from videos.exceptions import StepFailed
    from videos.studio.narration import espeak_engine, hibari_engine
    from videos.studio.narration.engines import Manner
    from videos.studio.narration.voices import VOICES

    findings = []
    try:
        clip = hibari_engine.speak(["Hello"], Manner(voice=VOICES["heart"], language="en"))
        findings.append(ok("voice, neural", f"Hibari spoke {clip.seconds:.1f} s of English"))
    except (ImportError, OSError, RuntimeError) as error:
        findings.append(broken("voice, neural", error, _REINSTALL))
    try:
        clip = espeak_engine.speak(["Hola"], Manner(voice=VOICES["espeak-es"], language="es"))
        findings.append(ok("voice, other languages", f"eSpeak NG spoke {clip.seconds:.1f} s"))
    except (ImportError, OSError, StepFailed) as error:
        findings.append(broken("voice, other languages", error, _REINSTALL))
    return [*findings, *optional_voices()]


def optional_voices() -> list[Finding]:
    """Say which further voices are set up."""
    from videos.narrators import services
    from videos.studio.narration.voices import has_kokoro, has_reader, has_styles

    access = services()
    ready = {
        "voices, OpenAI": (bool(access.openai.key), "Set OPENAI_API_KEY to offer them."),
        "voices, ElevenLabs": (
            bool(access.elevenlabs.key), "Set ELEVENLABS_API_KEY to offer them."
        ),
        "voices, Kokoro Japanese": (
            has_kokoro() and has_reader(), "Install the group `kokoro` of pyproject.toml."
        ),
        "voices, Kokoro English": (
            has_kokoro() and has_styles(access),
            "Install the group `kokoro`, and set KOKORO_VOICES to an .npz with its styles.",
        ),
    }  # fmt: skip
    return [
        ok(name, "ready") if is_ready else off(name, "not set up", remedy)
        for name, (is_ready, remedy) in ready.items()
    ]


def music() -> list[Finding]:
    """Find a track for every style."""
    try:
        from videos.studio.music import choose
        from videos.studio.themes import THEMES

        tracks = {choose(style, "doctor").path for style in THEMES}
    except (ImportError, OSError, KeyError) as error:
        return [broken("music", error, _REINSTALL)]
    missing = [path.name for path in tracks if not path.is_file()]
    if missing:
        return [broken("music", f"missing {', '.join(missing)}", _REINSTALL)]
    return [ok("music", f"MIT-licensed tracks for {len(THEMES)} styles")]
