"""Scripts that nobody should write, and somebody will."""

WORDS = "the sea takes back what it once gave to the land and nobody asks it why so it goes on "
LETTERS = "abcdefghij"

HARD = {
    "one word": "Supercalifragilistic",
    "one word of another script": "ありがとうございますございますありがとう",
    "10,000 characters without punctuation": (WORDS * 120)[:10_000].strip(),
    "10,000 characters without spaces": "海は与えたものをいつか取り戻すのでだれもその理由を聞かない"
    * 340,
    "a word of 400 letters": f"Here it is: {LETTERS * 40} and that was all of it.",
    "200 scenes": "\n\n".join(
        f"Scene number {n} shows a small part of the day." for n in range(200)
    ),
    "emoji and a word": "🚀🚀🚀🚀🚀 launch 🎉🎉🎉🎉🎉🎉 tonight 🥳🥳🥳",
    "all capitals": (
        "BIG SUMMER SALE STARTS NOW!!! UP TO 70% OFF EVERYTHING. SOFAS FROM €299. FREE DELIVERY "
        "ON ALL ORDERS. ONLY UNTIL SUNDAY. SHOP NOW AT SOFAWORLD.EXAMPLE"
    ),
    "mixed directions": (
        "Our shop قهوة الصباح opens at 9. The word שלום means peace, and سلام means peace too. "
        "Visit مقهى Dawnroast 24/7 for ٥٠ cups a day."  # noqa: RUF001
    ),
    "invisible junk": (
        "\u200bThe\u200b tide\u2060 comes\u00ad in.\u200d\u200d \ufeffAnd\u200e then\u200f it goes "
        "\u202eout\u202c again.\u0301\u0301\u0301 That\u0336 is\u0336 all\u0336."
    ),
    "only commas": ", ".join(["stone"] * 300),
    "only full stops": ". ".join(["Stone"] * 300) + ".",
    "brackets and quotes": '(((("\'“„»«()[]{}<>((( some words in here )))))))""""""\'\'\'\'',
    "one line each": "\n".join(f"line {n} of a poem without an end" for n in range(60)),
    "numbers alone": " ".join(str(n * 1337) for n in range(80)),
}
