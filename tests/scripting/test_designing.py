"""The layout follows what is said: a battery of sentences of every kind, traps among them."""

import pytest

from tests.scripting.test_planning import board
from videos.scripting.cutting import cut
from videos.scripting.designing import Setting, design
from videos.scripting.figures import figure_in
from videos.scripting.language import detect
from videos.spec import Layout, Scene

T, S, Q, N = Layout.TITLE, Layout.STATEMENT, Layout.QUOTE, Layout.NUMBER
L, P, C, A = Layout.LIST, Layout.STEPS, Layout.COMPARISON, Layout.QUESTION
GO = Layout.CALL_TO_ACTION

MIDDLE = [
    # Shares, counts, money
    (N, "In the end, 94% of them never went back to the old way."),
    (N, "More than 12,000 kitchens have switched already."),
    (N, "It costs only $8 a month to run the whole thing."),
    (N, "Last winter the fund paid out $1.5 million to farmers."),
    (N, "Some 94 percent of viewers watch without any sound."),
    (N, "A hive visits two million flowers to fill one jar."),
    (N, "Your team spends 11 hours a week in status meetings."),
    (N, "Temperatures reached 46.6 degrees in the south on Sunday."),
    (N, "94 % unserer Kunden bleiben länger als ein Jahr bei uns."),
    (N, "Más de 85.000 personas ya lo hacen todas las mañanas."),
    (N, "Plus de 85 000 clients nous font confiance aujourd'hui."),
    (N, "利用者の87%が、一週間で眠りが深くなったと答えました。"),
    (N, "调查显示，普通人一年要花60小时找东西。"),
    (N, "يشرب الناس القهوة كل يوم، و65% منها في الصباح."),
    (N, "पूरे साल में यह 5,000 लीटर से अधिक पानी होता है।"),
    # Ratings and parts of a whole
    (N, "Runners rated it 4.8 out of 5 after one month."),
    (N, "Nine out of ten would buy it again tomorrow."),
    (N, "One in five adults feels lonely most of the time."),
    (N, "Three out of four finance teams finish before lunch."),
    # Changes
    (N, "What used to take 10 minutes now takes 30 seconds."),
    (N, "We went from 10 minutes to 30 seconds in one year."),
    (N, "Revenue grew from $2 million to $9 million last year."),
    (N, "Hospital admissions rose by 18% compared with last June."),
    (N, "Power demand tripled in the hot afternoons of July."),
    (N, "The new engine is twice as fast as the old one."),
    (N, "It is 40% lighter than foam and made from algae."),
    (N, "Closing the books used to take 12 days. Now it takes 3."),
    (N, "Der Umsatz stieg um 30 % in nur einem einzigen Jahr."),
    # No figures
    (S, "You will find the workshop at 94 Market Street, near the old church."),
    (S, "In 2024 we moved into a bigger house by the river."),
    (S, "There are 3 good reasons to come to the harbour tonight."),
    (S, "Call us on +1 (555) 010-0199 whenever something breaks."),
    (S, "Doors open at 9:30am on 12/05/2026 and close late."),
    (S, "Companies of any size use it, from the baker to the bank."),
    (S, "Version 2.4.1 brings a quieter fan and a brighter screen."),
    (S, "Our shop is open from 9 to 5 and closed on Sundays."),
    (S, "That is two high tides, about 12 hours and 25 minutes apart."),
    (S, "We are open 24/7 because accidents do not keep hours."),
    (S, "One of two things is true about every garden wall."),
    # Quotations
    (Q, '"We cancelled the Monday meeting and nobody noticed," says Ana Ruiz.'),
    (Q, "“Billmate gave me my Sundays back.” That's what I tell everyone."),
    (Q, "„Der beste Kaffee, den ich je getrunken habe“, sagt Jana aus Leipzig."),
    (Q, "« Je traverse la ville pour cette baguette », raconte Sophie."),
    (Q, "「この本は私の人生を変えてくれました」と彼女は言いました。"),
    (Q, 'Marie Duval said: "This is what summer looks like from now on."'),
    (S, 'The word "tide" is older than any book that explains the sea.'),
    (S, 'He called his boat "Patience" and sailed it round the cape alone.'),
    # Steps
    (P, "First, connect your tools. Second, pick a channel. Third, cancel the meeting."),
    (P, "First connect your tools, then pick a channel, and finally cancel the meeting."),
    (P, "Erstens: Sorte wählen. Zweitens: Menge festlegen. Drittens: genießen."),
    (P, "Primero, descarga la aplicación. Luego, elige una bici. Por último, pedalea."),
    (P, "D'abord, coupez le pain. Ensuite, ajoutez le beurre. Enfin, dégustez."),
    (P, "首先，下载应用。其次，贴上标签。最后，放心出门。"),
    (P, "पहला, नल ठीक कराएँ। दूसरा, बाल्टी से नहाएँ। तीसरा, पानी जमा करें।"),
    (S, "First of all, thanks to everyone who stayed with us this year."),
    (S, "The first time takes about two weeks, and then you know how it goes."),
    (S, "Then the lights went out. Finally, somebody found a candle."),
    # Lists
    (L, "No pods. No plastic. Just three minutes and a cup."),
    (L, "Be kind. Be curious. Be brave. Congratulations to you all."),
    (L, "You need: flour, eggs, milk and salt."),
    (L, "Pas d'additifs. Pas de levure. Juste de la farine et du sel."),
    (L, "We hire for spring. Three engineers, one designer, no nonsense."),
    (S, "Sun, wind and salt have worn the lighthouse down to its bones over the years."),
    # Comparisons
    (C, "Tea versus coffee: one of them wakes you up."),
    (C, "Spreadsheets vs Tallyup, that is the whole question here."),
    (C, "The problem is not the weather, but the wrong clothes."),
    (C, "Es geht nicht um Geld, sondern um Zeit."),
    (C, "Früher standen wir im Supermarkt. Heute klingelt es einfach."),
    (C, "Before, you waited for days. Now, you get an answer at once."),
    (C, "Less noise on every channel. More time for real work."),
    (C, "With spreadsheets, you chase numbers. With Tallyup, they come to you."),
    (C, "Instead of another meeting, send one clear sentence."),
    (S, "It is not only quiet but also very pretty in the evening light."),
    (S, "No illness, but the same lesson for the whole body."),
    # Questions
    (A, "Why are there two high tides a day?"),
    (A, "How do bees find those flowers? They dance for each other."),
    (A, "¿Cuántas horas pierdes cada semana en el tráfico?"),
    (A, "هل تعلم أن القهوة بدأت رحلتها من اليمن؟"),
    (A, "今日うれしかったことは何ですか。"),
    (S, 'A janitor sat down beside me in the dark and asked: "Are you well?"'),
    # Statements
    (S, "The Moon pulls on the Earth, but it does not pull evenly."),
    (S, "A friend told me about it on the train home."),
]

ENDINGS = [
    ("Order today at stridewell.example and get 20% off your first pair.", "Order today"),
    ("Sign up free. No credit card, no sales call.", "Sign up free"),
    ("If you run a small business, try it.", "Try it"),
    ("Book a demo at plotline.example.", "Book a demo"),
    ("Jetzt bestellen auf bohnenpost.example und 10 Euro sparen.", "Jetzt bestellen"),
    ("Prueba gratis durante un mes en rueda.example.", "Prueba gratis durante un mes"),
    ("Commandez avant 18 heures, et votre pain vous attend.", "Commandez avant 18 heures"),
    ("今すぐ無料で始めましょう。", "今すぐ無料で始めましょう"),
    ("اطلب قهوتك الآن من mokha.example.", "اطلب قهوتك الآن"),
    ("SHOP NOW AT SOFAWORLD.EXAMPLE", "SHOP NOW"),
    ("Which one is yours? Tell us in the comments.", "Tell us in the comments"),
    ("Visit www.example.org", "Visit www.example.org"),
]


def middle(sentence: str) -> Scene:
    """Return the scene of a text that neither opens nor ends its video."""
    language = detect(sentence)
    pieces = cut(sentence, language)
    assert [piece.text for piece in pieces] == [sentence]
    return design(pieces[0], Setting(index=1, count=3, language=language, campaign="Campaign"))


@pytest.mark.parametrize(("layout", "sentence"), MIDDLE, ids=[text for _, text in MIDDLE])
def test_the_layout_follows_the_words(layout: Layout, sentence: str) -> None:
    scene = middle(sentence)
    assert scene.layout is layout, scene


@pytest.mark.parametrize(("sentence", "action"), ENDINGS)
def test_an_offer_at_the_end_becomes_a_button(sentence: str, action: str) -> None:
    last = board(f"The alarm can wait a little while longer.\n\n{sentence}").scenes[-1]
    assert (last.layout, last.action) == (GO, action)


def test_an_order_in_the_middle_is_no_offer() -> None:
    assert middle("Try to look at the sea for one whole hour.").layout is S


@pytest.mark.parametrize(
    ("text", "value", "suffix", "before", "growth"),
    [
        ("What used to take 10 minutes now takes 30 seconds.", 30, " seconds", "10 minutes", 0.05),
        ("Revenue grew from $2 million to $9 million.", 9, " million", "$2 million", 4.5),
        ("We grew from 3 to 12 people.", 12, "", "3", 4),
        ("Closing used to take 12 days. Now it takes 3.", 3, " days", "12 days", 0.25),
        ("It is 40% lighter than foam.", 40, "%", "foam", 0.6),
        ("Sales rose by 18%.", 18, "%", "", 1.18),
        ("Demand tripled at once.", 3, "×", "", 3),
        ("It is twice as fast as before.", 2, "×", "", 2),
        ("Up to 70% off everything.", 70, "%", "", 1),
        ("Prices range from $5 to $20.", 5, "", "", 1),
        ("Companies from 8 to 8,000 people use it.", 8000, "", "", 1),
    ],
)
def test_what_a_figure_is_measured_against(
    text: str, value: float, suffix: str, before: str, growth: float
) -> None:
    found = figure_in(text)
    assert found is not None
    figure = found.figure
    assert (figure.value, figure.suffix, figure.before) == (value, suffix, before)
    assert figure.growth == pytest.approx(growth)


@pytest.mark.parametrize(
    ("text", "part", "whole", "suffix"),
    [
        ("Rated 4.8 out of 5 by runners.", 4.8, 5, "/5"),
        ("Nine in ten would come again.", 9, 10, " in 10"),
        ("3 out of 4 teams agree.", 3, 4, " in 4"),
        ("We came home in 5 days.", 5, 0, " days"),
    ],
)
def test_parts_of_a_whole(text: str, part: float, whole: int, suffix: str) -> None:
    found = figure_in(text)
    assert found is not None
    assert (found.figure.value, found.figure.whole, found.figure.suffix) == (part, whole, suffix)


def test_who_said_it() -> None:
    speakers = {
        '"This is what summer looks like now," said climate scientist Marie Duval.':
            "Climate scientist Marie Duval",
        "“I would do it all again tomorrow,” Ana Ruiz says.": "Ana Ruiz",
        '"The best deal we have ever seen" -- R&D, ACME & Co.': "R&D, ACME & Co",
        "« Je traverse la ville pour ce pain », raconte Sophie, une cliente.": "Sophie",
        '"It was the best week of my whole life," she said.': "",
    }  # fmt: skip
    assert {text: middle(text).attribution for text in speakers} == speakers
