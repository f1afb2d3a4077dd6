"""Scripts of the kinds that creators bring: an advertisement, a launch, symbols, many languages."""

ADVERT = """The alarm can wait. The coffee can't.

Meet Dawnroast: single-origin beans, roasted on Monday, on your doorstep by Wednesday.

No pods. No plastic. Just three minutes between you and the best cup of your week.

Over 12,000 kitchens already switched, and 94% never went back.

Try your first bag for $5. Dawnroast. Mornings, upgraded."""

STEPS = """Your team spends 11 hours a week in status meetings.

Here is how it works. First, connect your tools. Second, pick who needs to know. Third, cancel it.

"We cancelled the Monday meeting and nobody noticed" -- Ana Ruiz, head of delivery.

Tea versus coffee: which one wakes you up?

Start free today at ledgerline.example, no credit card needed."""

SYMBOLS = """3 reasons to book by 9:30am on 12/05/2026 🚀

1. Save €1,299.99, that's 37.5% off.
2. Wi-Fi at 940 Mbit/s, CO₂ down 2.4 t/yr, 24/7 support at +1 (555) 010-0199.
3. R&D by ACME™ & Co.

Visit https://example.com/deals?id=42&ref=a_b or e-mail hello@example.com. #BookNow @acme 👩🏽‍🚀🇫🇷"""

LANGUAGES = {
    "en": "All human beings are born free and equal in dignity and rights, and they act together.",
    "de": "Alle Menschen sind frei und gleich an Würde und Rechten geboren, und sie sind begabt.",
    "es": "Todos los seres humanos nacen libres e iguales en dignidad y derechos y con razón.",
    "fr": "Tous les êtres humains naissent libres et égaux en dignité et en droits, sans exception.",
    "ar": "يولد جميع الناس أحراراً متساوين في الكرامة والحقوق. وقد وهبوا عقلاً وضميراً.",
    "he": "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם.",
    "hi": "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है।",
    "ja": "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。",
    "zh": "人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心。",
    "ko": "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다.",
    "ru": "Все люди рождаются свободными и равными в своем достоинстве и правах.",
    "el": "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα.",
    "th": "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ",
}

ALL = {"advert": ADVERT, "steps": STEPS, "symbols": SYMBOLS, **LANGUAGES}
