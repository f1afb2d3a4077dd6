"""Closed classes of words: the few hundred small words that hold sentences together.

One set for all languages: a script may mix them. Words that carry meaning in another language are
left out (German `die` and `war`, French `son`, Spanish `sin`).
"""

_ENGLISH = """
a an the of to in on at by for from with and or but so as is are was were be been it its that this
these those your our my his her their who which what than then not no we you they i will can shall
into over under between about if when whose where because while nor until unless
"""
_GERMAN = """
der das dem des ein eine einen einem einer eines und oder aber mit ohne von vom zu zum zur im am
auf aus bei nach für durch gegen um über unter vor ist sind wird werden sich nicht auch als wie dass
wenn weil sie er wir ihr ich sollen können müssen einander
"""
_SPANISH = """
el la los las un una unos unas y e o u pero de del al a en con por para que se su sus es son como
más muy lo le les nos ni cuando si
"""
_FRENCH = """
le la les un une des et ou mais de du au aux à en dans avec pour par sur sans que qui se sa ses
est sont ce cette ces il elle nous vous ils elles ne pas plus
"""
_ITALIAN = """
il lo la i gli le un uno una e o ma di del della dei delle da dal dalla in nel nella con su per
tra fra che si è sono come più non
"""
_PORTUGUESE = """
o os as um uma uns umas e ou mas de da dos das em no na nos nas com por para que se seu sua é são
como mais não ao à
"""
_RUSSIAN = """
и в во на с со к ко по за из от до для о об у но а или не что как это его их мы вы он она
"""
_HINDI = "का की के को में से पर और या ने है हैं हो भी तक उन्हें उसे यह वह एक कि जो"
_ARABIC = "في من إلى على عن مع أن إن لا ما هذا هذه التي الذي أو ثم كل بعض و"

LEANING = frozenset(
    " ".join(
        (
            _ENGLISH, _GERMAN, _SPANISH, _FRENCH, _ITALIAN, _PORTUGUESE, _RUSSIAN, _HINDI, _ARABIC,
        )
    ).split()
)  # fmt: skip
"""Words that lean on the next one, so that no headline may end on them."""

JOINTS = frozenset(
    (
        "and but or nor yet so und oder aber denn doch sondern y e pero sino et ou mais donc ma o "
        "mas и но а или और लेकिन या"
    ).split()
)
"""Words that join equals."""

SUBORDINATORS = frozenset(
    (
        "when while because although though if unless until whether whereas once where whenever "
        "wherever how why "
        "weil wenn dass obwohl während bevor nachdem damit falls sobald ob "
        "cuando porque aunque mientras donde como que si "
        "quand parce lorsque puisque quoique comme que si où "
        "quando perché mentre benché se quando porque enquanto embora "
        "когда если потому что чтобы хотя пока क्योंकि जब अगर यदि "
        "عندما لأن إذا حيث بينما"
    ).split()
)
"""Words that make a clause lean on another one."""

PREPOSITIONS = frozenset(
    (
        "of to in on at by for from with into over under between about without since before after "
        "as during beneath against through "
        "mit ohne von vom zu zum zur im am auf aus bei beim nach für durch gegen um über unter vor "
        "seit de del al a en con por para sin desde hasta entre según "
        "du au aux à dans avec pour par sur sans depuis chez avant après dès "
        "di da dal nel nella su per tra fra em no na nos nas com "
        "в во на с со к ко по за из от до для о об у في من إلى على عن مع قبل بعد منذ"
    ).split()
)
"""Words that begin a phrase of place, time or manner."""

RELATIVES = frozenset(
    (
        "who whom whose which der den dem deren dessen welche welcher welches "
        "quien quienes cual cuales cuyo qui dont lequel laquelle cui que che का जो الذي التي الذين"
    ).split()
)
"""Words that hang a clause on a noun, when they open a clause that is not the first."""

ARTICLES = frozenset(
    (
        "el la los las un una unos unas del al le les des du au aux une il lo gli i uno dei degli "
        "delle della nel nella o os as um uma do da dos das no na nos nas het een su sus sa ses mi "
        "mis mon ma mes ο η το οι τα του της των τον την στο στη στον στην"
    ).split()
)
"""Words that stand before a noun, with or without a preposition in them, in languages whose nouns
do not show otherwise."""

NEGATIONS = frozenset(
    "not n't never no nobody nothing none neither nor hardly cannot without".split()
)
"""English words that turn what follows into its opposite."""
