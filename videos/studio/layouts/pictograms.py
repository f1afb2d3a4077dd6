"""Which pictogram a scene's words call for: names of Lucide icons by the words they stand for."""

import re
from functools import lru_cache

_WORDS = {
    "coffee": "coffee espresso roast roasted café kaffee beans brew",
    "alarm-clock": "alarm wake morning",
    "calendar": "calendar schedule date monday tuesday wednesday thursday friday weekly",
    "clock": "hour hours minute minutes clock time",
    "mail": "mail e-mail email inbox newsletter",
    "message-circle": "chat message conversation talk comment",
    "phone": "phone call telephone",
    "globe": "world global international planet countries web website",
    "map-pin": "place location address local nearby city",
    "plane": "flight fly plane travel airport trip",
    "train-front": "train railway metro",
    "car": "car drive driving vehicle traffic",
    "bike": "bike bicycle cycling",
    "house": "home house kitchen doorstep family living",
    "building-2": "company companies office business enterprise",
    "store": "shop store retail market",
    "shopping-cart": "cart buy order checkout purchase",
    "package": "delivery deliver shipped shipping parcel box bag",
    "gift": "gift free bonus present",
    "wallet": "price cost pay payment money save saving budget",
    "piggy-bank": "bank interest deposit",
    "chart-line": "growth grow sales revenue metric metrics data analytics",
    "target": "goal target focus aim",
    "rocket": "launch rocket start startup fast faster ship",
    "lightbulb": "idea ideas imagine creative insight invention",
    "sparkles": "new magic introducing discover",
    "heart": "love heart care dear brotherhood",
    "shield-check": "secure security safe protect privacy private defend",
    "lock": "lock password encryption encrypted",
    "users": "team people teams community customers everyone men women nation human beings",
    "graduation-cap": "learn course school student students education teach university",
    "book-open": "book read reading story history chapter",
    "pen-line": "write writes writing draft author",
    "file-text": "document documents report update updates ticket tickets",
    "search": "search find look research",
    "camera": "photo photos camera picture",
    "video": "video videos film movie clip",
    "music": "music song songs sound listen",
    "laptop": "laptop computer online software",
    "smartphone": "app apps mobile screen",
    "wifi": "wi-fi wifi internet network connection",
    "cloud": "cloud sky clouds",
    "cpu": "chip ai intelligence artificial robot machine",
    "code": "code developer developers programming api pull",
    "wrench": "repair fix maintenance tool tools",
    "plug": "connect plug integration integrations integrate",
    "zap": "power energy electric instant instantly",
    "sun": "sun sunny solar summer sunrise daylight",
    "moon": "moon night lunar sleep tide tides",
    "droplets": "water ocean sea rain river",
    "wind": "wind air breeze",
    "flame": "fire hot heat burn",
    "mountain": "mountain mountains climb hike field ground",
    "leaf": "green nature natural plant plants eco plastic sustainable",
    "recycle": "recycle recycled waste reuse",
    "earth": "earth climate environment gravity",
    "utensils": "food eat restaurant meal lunch dinner recipe",
    "apple": "healthy fruit nutrition diet",
    "dog": "dog dogs pet pets",
    "stethoscope": "doctor hospital medical patient patients",
    "heart-pulse": "health wellness fitness",
    "brain": "brain mind memory think conscience reason",
    "dumbbell": "gym workout exercise strength",
    "trophy": "win winner best award champion",
    "palette": "design designer colour color art artist brand",
    "shirt": "clothes fashion shirt wear",
    "bell": "notification notifications alert reminder",
    "megaphone": "announce marketing campaign advertising promote",
    "thumbs-up": "like recommend easy",
    "handshake": "partner partners agreement deal together",
    "scale": "law rights justice equal legal dignity",
    "landmark": "government liberty freedom president constitution civil",
    "atom": "science physics force particle",
    "flask-conical": "chemistry experiment lab",
    "puzzle": "solve problem solution puzzle",
    "ticket": "event concert book booking",
    "timer": "quick quickly second seconds deadline",
    "list-checks": "plan checklist task tasks meeting meetings status",
}  # fmt: skip
_BY_WORD = {word: icon for icon, words in _WORDS.items() for word in words.split()}
_WORD = re.compile(r"[\w-]+")


@lru_cache(maxsize=256)
def pictogram(*texts: str) -> str:
    """Return the icon that the first texts' words call for, or nothing.

    The earlier text wins; within a text, the longest of the words that have an icon, because
    longer words say more.
    """
    for text in texts:
        known = [word for word in _WORD.findall(text.casefold()) if word in _BY_WORD]
        if known:
            return _BY_WORD[max(known, key=len)]
    return ""
