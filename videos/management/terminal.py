"""What `make_video` takes from a command line: its options, and the order they come to."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from videos import catalog
from videos.scripting.validation import order as validated
from videos.spec import (
    Aspect,
    Asset,
    AssetKind,
    CaptionMode,
    CaptionStyle,
    Mood,
    Quality,
    VideoSpec,
)


def declare(parser: CommandParser) -> None:
    """Add the options to a command's parser."""
    _declare_look(parser)
    add = parser.add_argument
    add("--voice", default="auto", help="a voice's name, or auto: one of the script's language")
    add(
        "--duration", type=int, choices=catalog.DURATIONS, default=0,
        help="seconds to aim at; 0 speaks at a natural pace (0)",
    )  # fmt: skip
    add("--mood", choices=[m.value for m in Mood], default="auto", help="of the music (auto)")
    add("--no-music", action="store_true", help="the voice alone")
    add("--footage", nargs="+", type=Path, default=[], help="images and clips for the scenes")
    add("--logo", type=Path, help="a picture that stands for the brand")
    add("--own-music", type=Path, help="a sound file instead of the studio's music")
    add("--recording", type=Path, help="the script, spoken by yourself, in one sound file")
    add("--preview", action="store_true", help="small and fast: 360 lines")


def _declare_look(parser: CommandParser) -> None:
    add = parser.add_argument
    add("--name", default="", help="campaign name; default: the file's name")
    add("--aspect", choices=[a.value for a in Aspect], default="16:9", help="shape (16:9)")
    add("--style", choices=[s.id for s in catalog.STYLES], default="aurora", help="(aurora)")
    add(
        "--captions", choices=[c.value for c in CaptionMode], default=CaptionMode.BURNED.value,
        help="drawn into the picture, only as files, or none (burned)",
    )  # fmt: skip
    add(
        "--caption-style", choices=[c.value for c in CaptionStyle],
        default=CaptionStyle.PILL.value, help="how drawn captions look (pill)",
    )  # fmt: skip
    add("--brand-colour", default="", help="your own accent colour, such as #4a3aff")
    add("--no-progress-bar", action="store_true", help="no line along the bottom")


def order_of(options: dict[str, Any], assets: Path) -> VideoSpec:
    """Return the order; the creator's own files are prepared into the folder `assets`.

    Raises:
        InvalidRequest: what the options say is wrong.
        Unusable: a file cannot be used.
        CommandError: the script is not text.
    """
    script = options["script"]
    name = options["name"] or script.stem.replace("-", " ").replace("_", " ").title()
    told = ("aspect", "style", "voice", "duration", "captions", "caption_style", "brand_colour")
    order = validated(
        {option: options[option] for option in (*told, "mood")}
        | {
            "campaign_name": name[: catalog.CAMPAIGN_MAX],
            "script": _text(script),
            "progress_bar": not options["no_progress_bar"],
            "music": not options["no_music"],
        }
    )
    return replace(
        order,
        quality=Quality.PREVIEW if options["preview"] else Quality.FULL,
        footage=tuple(_prepared(path, AssetKind.IMAGE, assets) for path in options["footage"]),
        logo=_one(options["logo"], AssetKind.LOGO, assets),
        own_music=_one(options["own_music"], AssetKind.MUSIC, assets),
        recording=_one(options["recording"], AssetKind.RECORDING, assets),
    )


def _one(path: Path | None, kind: AssetKind, assets: Path) -> Asset | None:
    return _prepared(path, kind, assets) if path else None


def _prepared(path: Path, kind: AssetKind, assets: Path) -> Asset:
    from videos.studio import intake

    return intake.prepare(path, kind, path.name, assets)


def _text(script: Path) -> str:
    try:
        return script.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CommandError(f"{script} is not a text file in UTF-8. Save it as UTF-8.") from error
