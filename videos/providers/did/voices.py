"""Voices of Microsoft's by language, woman and man, which D-ID speaks with unless told others."""

from videos.providers import casting
from videos.providers.base import Brief

VOICES = {
    "ar": ("ar-SA-ZariyahNeural", "ar-SA-HamedNeural"),
    "bn": ("bn-IN-TanishaaNeural", "bn-IN-BashkarNeural"),
    "cs": ("cs-CZ-VlastaNeural", "cs-CZ-AntoninNeural"),
    "da": ("da-DK-ChristelNeural", "da-DK-JeppeNeural"),
    "de": ("de-DE-KatjaNeural", "de-DE-ConradNeural"),
    "el": ("el-GR-AthinaNeural", "el-GR-NestorasNeural"),
    "en": ("en-US-JennyNeural", "en-US-GuyNeural"),
    "es": ("es-ES-ElviraNeural", "es-ES-AlvaroNeural"),
    "fi": ("fi-FI-NooraNeural", "fi-FI-HarriNeural"),
    "fr": ("fr-FR-DeniseNeural", "fr-FR-HenriNeural"),
    "he": ("he-IL-HilaNeural", "he-IL-AvriNeural"),
    "hi": ("hi-IN-SwaraNeural", "hi-IN-MadhurNeural"),
    "it": ("it-IT-ElsaNeural", "it-IT-DiegoNeural"),
    "ja": ("ja-JP-NanamiNeural", "ja-JP-KeitaNeural"),
    "ko": ("ko-KR-SunHiNeural", "ko-KR-InJoonNeural"),
    "nl": ("nl-NL-ColetteNeural", "nl-NL-MaartenNeural"),
    "pl": ("pl-PL-ZofiaNeural", "pl-PL-MarekNeural"),
    "pt": ("pt-BR-FranciscaNeural", "pt-BR-AntonioNeural"),
    "ru": ("ru-RU-SvetlanaNeural", "ru-RU-DmitryNeural"),
    "sv": ("sv-SE-SofieNeural", "sv-SE-MattiasNeural"),
    "ta": ("ta-IN-PallaviNeural", "ta-IN-ValluvarNeural"),
    "th": ("th-TH-PremwadeeNeural", "th-TH-NiwatNeural"),
    "tr": ("tr-TR-EmelNeural", "tr-TR-AhmetNeural"),
    "zh": ("zh-CN-XiaoxiaoNeural", "zh-CN-YunxiNeural"),
}


def default(brief: Brief) -> str:
    """Return the voice for what `brief` asks for; empty for a language without one."""
    pair = VOICES.get(casting.language(brief), ("", ""))
    return pair[casting.gender(brief) == casting.MALE]
