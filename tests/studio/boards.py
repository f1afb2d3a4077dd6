"""Hand-made storyboards of the kinds of script that creators bring, with even word timings."""

from dataclasses import replace

from videos.spec import (
    Aspect,
    CaptionMode,
    Figure,
    Layout,
    Quality,
    Scene,
    Storyboard,
    VideoSpec,
)
from videos.studio.timeline import Narration, Speech, Timeline, Word, build

_SECONDS_PER_CHARACTER = 0.068


def speech(scene: Scene) -> Speech:
    """Return a speech whose words last as long as their letters, one dense script aside."""
    words, now = [], 0.0
    for text in scene.narration.split():
        seconds = _SECONDS_PER_CHARACTER * (len(text) + 1.5) * (2.2 if ord(text[0]) > 0x2E80 else 1)
        words.append(Word(text=text, start=now, end=now + seconds * 0.92))
        now += seconds + (0.25 if text[-1] in ".!?。،" else 0)
    return Speech(scene=scene.index, audio=f"{scene.index}.wav", seconds=now, words=tuple(words))


def timeline(
    board: Storyboard,
    *,
    style: str = "aurora",
    aspect: Aspect = Aspect.WIDE,
    quality: Quality = Quality.PREVIEW,
    captions: CaptionMode = CaptionMode.BURNED,
    brand: str = "Dawnroast",
) -> Timeline:
    """Return the timeline of a board."""
    spec = VideoSpec(
        campaign_name=brand, script=board.script, style=style, aspect=aspect,
        quality=quality, captions=captions,
    )  # fmt: skip
    narration = Narration(
        language=board.language, engine="even", sample_rate=24000,
        speeches=tuple(speech(scene) for scene in board.scenes),
    )  # fmt: skip
    return build(spec, board, narration)


def board(language: str, *scenes: Scene) -> Storyboard:
    """Return a storyboard of scenes, numbered in order."""
    numbered = tuple(replace(scene, index=index) for index, scene in enumerate(scenes))
    script = " ".join(scene.narration for scene in numbered)
    return Storyboard(title=scenes[0].headline, language=language, script=script, scenes=numbered)


def scene(layout: Layout, headline: str, narration: str, **rest: object) -> Scene:
    """Return a scene without an index yet."""
    return Scene(index=0, layout=layout, headline=headline, narration=narration, **rest)  # type: ignore[arg-type]


COFFEE = board(
    "en",
    scene(Layout.TITLE, "The alarm can wait. The coffee can't.", "The alarm can wait. The coffee can't.", kicker="Good morning", accents=(4, 5)),
    scene(Layout.STATEMENT, "Roasted on Monday, on your doorstep by Wednesday", "Meet Dawnroast: single-origin beans, roasted on Monday, on your doorstep by Wednesday.", kicker="Meet Dawnroast", accents=(7,)),
    scene(Layout.LIST, "The best cup of your week", "No pods. No plastic. Just three minutes between you and the best cup of your week.", accents=(1, 2), points=("No pods", "No plastic", "Just three minutes")),
    scene(Layout.NUMBER, "never went back", "Over 12,000 kitchens already switched, and 94% never went back.", kicker="12,000 kitchens switched", figure=Figure(value=94, suffix="%")),
    scene(Layout.CALL_TO_ACTION, "Mornings, upgraded.", "Try your first bag for $5. Dawnroast. Mornings, upgraded.", action="Try your first bag for $5", link="dawnroast.example"),
)  # fmt: skip

LAUNCH = board(
    "en",
    scene(Layout.NUMBER, "hours a week in status meetings", "Your team spends 11 hours a week in status meetings.", kicker="Your team spends", figure=Figure(value=11)),
    scene(Layout.STATEMENT, "Ledgerline reads the work where it happens", "Ledgerline reads the work where it happens, in your tickets, your pull requests and your calendar, and writes the update for you.", accents=(0,)),
    scene(Layout.STEPS, "Here is how it works", "Here is how it works. First, connect your tools: it takes two minutes. Second, pick who needs to know what. Third, cancel the meeting.", points=("Connect your tools: it takes two minutes", "Pick who needs to know what", "Cancel the meeting")),
    scene(Layout.COMPARISON, "From status meetings to shipped work", "Status meetings eat your mornings, Ledgerline gives them back.", points=("Status meetings eat your mornings", "Ledgerline gives them back")),
    scene(Layout.QUOTE, "We cancelled the Monday meeting and nobody noticed", "We cancelled the Monday meeting and nobody noticed, says Ana Ruiz.", attribution="Ana Ruiz, head of delivery", accents=(6, 7)),
    scene(Layout.NUMBER, "people use Ledgerline every Monday", "Companies from 8 to 8,000 people use Ledgerline every Monday morning.", figure=Figure(value=8000, grouping=True)),
    scene(Layout.QUESTION, "Why are there two high tides a day?", "Why are there two high tides a day?", kicker="The question", accents=(4, 5)),
    scene(Layout.CALL_TO_ACTION, "Start free today", "Start free today at ledgerline.example, no credit card needed.", action="Start free", link="ledgerline.example", accents=(1,)),
)  # fmt: skip

SYMBOLS = board(
    "en",
    scene(Layout.TITLE, "3 reasons to book by 9:30am 🚀", "3 reasons to book by 9:30am on 12/05/2026 🚀", accents=(0, 1)),
    scene(Layout.NUMBER, "Save €1,299.99", "1. Save €1,299.99, that's 37.5% off.", figure=Figure(value=37.5, decimals=1, suffix="%"), kicker="Reason 1"),
    scene(Layout.LIST, "Always connected", "2. Wi-Fi at 940 Mbit/s, CO₂ down 2.4 t/yr, 24/7 support at +1 (555) 010-0199.", points=("Wi-Fi at 940 Mbit/s", "CO₂ down 2.4 t/yr", "24/7 support at +1 (555) 010-0199"), kicker="Reason 2"),
    scene(Layout.QUOTE, "It's the best <b>deal</b> we've ever seen", "3. \"It's the best <b>deal</b> we've ever seen\" -- R&D, ACME™ & Co.", attribution="R&D, ACME™ & Co."),
    scene(Layout.CALL_TO_ACTION, "#BookNow @acme 👩🏽‍🚀🇫🇷", "Visit https://example.com/deals?id=42&ref=a_b or e-mail hello@example.com. #BookNow @acme 👩🏽‍🚀🇫🇷", action="Visit example.com", link="example.com/deals?id=42&ref=a_b"),
)  # fmt: skip

ARABIC = board(
    "ar",
    scene(Layout.TITLE, "يولد جميع الناس أحراراً", "يولد جميع الناس أحراراً متساوين في الكرامة والحقوق.", kicker="المادة 1", accents=(3,)),
    scene(Layout.LIST, "وهبوا عقلاً وضميراً", "وقد وهبوا عقلاً وضميراً وعليهم أن يعامل بعضهم بعضاً بروح الإخاء.", points=("عقلاً", "وضميراً", "بروح الإخاء")),
    scene(Layout.NUMBER, "من الناس أحرار", "جميع الناس أحرار 100%", figure=Figure(value=100, suffix="%")),
    scene(Layout.STEPS, "كيف نعامل بعضنا", "وعليهم أن يعامل بعضهم بعضاً بروح الإخاء.", points=("الكرامة", "الحقوق", "الإخاء")),
)  # fmt: skip

HINDI = board(
    "hi",
    scene(Layout.TITLE, "सभी मनुष्यों को जन्मजात स्वतन्त्रता", "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है।", accents=(3,)),
    scene(Layout.STATEMENT, "परस्पर भाईचारे के भाव से बर्ताव करना चाहिए", "उन्हें बुद्धि और अन्तरात्मा की देन प्राप्त है और परस्पर उन्हें भाईचारे के भाव से बर्ताव करना चाहिए।", accents=(1,)),
)  # fmt: skip

JAPANESE = board(
    "ja",
    scene(Layout.TITLE, "すべての人間は、生まれながらにして自由である", "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。", kicker="第一条"),
    scene(Layout.QUOTE, "互いに同胞の精神をもって行動しなければならない", "人間は、理性と良心とを授けられており、互いに同胞の精神をもって行動しなければならない。", attribution="世界人権宣言"),
)  # fmt: skip

GERMAN = board(
    "de",
    scene(Layout.STATEMENT, "Alle Menschen sind frei und gleich an Würde und Rechten geboren", "Alle Menschen sind frei und gleich an Würde und Rechten geboren.", accents=(3, 5)),
    scene(Layout.QUOTE, "Mit Vernunft und Gewissen begabt", "Sie sind mit Vernunft und Gewissen begabt und sollen einander im Geiste der Brüderlichkeit begegnen.", attribution="Allgemeine Erklärung der Menschenrechte"),
)  # fmt: skip

BOARDS = {
    "coffee": COFFEE, "launch": LAUNCH, "symbols": SYMBOLS, "ar": ARABIC, "hi": HINDI,
    "ja": JAPANESE, "de": GERMAN,
}  # fmt: skip
