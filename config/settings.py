"""All settings, in one file. Every variable is listed in `.env.example`."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import django_stubs_ext

from config import api, content_policy, databases, env, media, storages
from config.logging import logging_config

BASE_DIR = Path(__file__).resolve().parent.parent
env.load_dotenv(BASE_DIR / ".env")
# Lets admin classes name their model in brackets, as the type checker wants.
django_stubs_ext.monkeypatch()

VAR_DIR = Path(env.text("REELSMITH_VAR", str(BASE_DIR / "var"))).resolve()
"""Everything the embedded default writes: database, media, scratch, broker, logs."""

# --- Core -----------------------------------------------------------------------------------
SECRET_KEY = env.secret("SECRET_KEY")
DEBUG = env.flag("DEBUG", default=False)
SITE_URL = env.text("SITE_URL", "http://127.0.0.1:8000")
"""Where people reach the product; absolute links in e-mails and in the API start with it."""
_SITE_HOST = urlsplit(SITE_URL).hostname or "localhost"
ALLOWED_HOSTS = [*env.items("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]"), _SITE_HOST]
CSRF_TRUSTED_ORIGINS = env.items("CSRF_TRUSTED_ORIGINS")
SERVES_HTTPS = SITE_URL.startswith("https://")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "allauth",
    "allauth.account",
    "csp",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "creator",
    "billing",
    "videos",
]

MIDDLEWARE = [
    "config.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.middleware.ForAnybodyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "creator.context.shell",
            ]
        },
    }
]

# --- Database -------------------------------------------------------------------------------
DATABASE_URL = env.secret("DATABASE_URL", f"sqlite:///{VAR_DIR / 'db.sqlite3'}")
if DATABASE_URL.startswith("sqlite"):
    # SQLite makes its file but not the folder; every command comes through here first.
    VAR_DIR.mkdir(parents=True, exist_ok=True)
DATABASES = {
    "default": databases.entry(DATABASE_URL, pooled=env.flag("DATABASE_POOLED", default=False))
}

# --- Broker and workers ---------------------------------------------------------------------
REDIS_URL = env.secret("REDIS_URL")
"""Empty means: the embedded Valkey that `manage.py up` starts."""
WORKER_PROCESSES = env.integer("WORKER_PROCESSES", 1, minimum=1)
WORKER_THREADS = env.integer("WORKER_THREADS", 2, minimum=1)
WEB_THREADS = env.integer("WEB_THREADS", 8, minimum=1)
JOB_LEASE = timedelta(seconds=env.integer("JOB_LEASE_SECONDS", 20, minimum=5))
"""How long a worker owns a job without renewing; also how long a crash goes unnoticed."""
RENDER_PROCESSES = env.integer("RENDER_PROCESSES", 0)
"""Processes that draw one video; 0 means one per core."""
RENDER_CACHE_MB = env.integer("RENDER_CACHE_MB", 2_000)
JOB_HEARTBEAT_SECONDS = 0.5
"""How often a lease is renewed, and how soon work in progress notices a cancel."""
JOBS_PER_CREATOR = env.integer("JOBS_PER_CREATOR", 2, minimum=1)
"""How many jobs of one creator run at a time; the rest wait in the queue."""
QUEUE_DEADLINE = timedelta(hours=env.integer("QUEUE_DEADLINE_HOURS", 24, minimum=1))
"""A job that has not begun by then, counted from its order, ends as failed."""
RUN_DEADLINE = timedelta(hours=env.integer("RUN_DEADLINE_HOURS", 12, minimum=1))
"""A job that is not over by then, counted from its beginning, ends as failed."""
QUEUED_JOBS_PER_CREATOR = env.integer("QUEUED_JOBS_PER_CREATOR", 100, minimum=1)

# --- Money ----------------------------------------------------------------------------------
SIGNUP_TOKEN_GRANT = env.integer("SIGNUP_TOKEN_GRANT", 200)
VIDEO_TOKEN_COST = env.integer("VIDEO_TOKEN_COST", 50, minimum=1)
"""Tokens for a standard video, which is one of up to 60 seconds; longer ones pay per minute."""
TOKEN_CENTS = env.integer("TOKEN_CENTS", 10, minimum=1)
"""What a token is worth, in US cents: what vendors charge us is turned into tokens by it."""
PROVIDER_MARGIN_PERCENT = env.integer("PROVIDER_MARGIN_PERCENT", 30)
"""What is added to what vendors charge us."""

# --- Who makes the pictures -----------------------------------------------------------------
ROUTER_PREFERENCE = env.choice(
    "ROUTER_PREFERENCE", ("studio", "quality", "price", "speed"), "studio"
)
"""What decides when a creator leaves the choice to us, a `videos.router.Preference`."""
MODERATION = env.choice("MODERATION", ("auto", "off"), "auto")
"""Whether scripts are judged before vendors get them: "auto" does where OPENAI_API_KEY is set."""
PLAN_PROVIDERS = env.groups("PLAN_PROVIDERS")
"""The vendors that a plan includes, by its name, which is that of a group of users; "default" is
for creators without a plan. Empty: everybody may choose all of them."""
PROVIDER_DAILY_BUDGET = env.amount("PROVIDER_DAILY_BUDGET")
"""What all vendors together may charge us in a day (UTC), in US dollars; None is no cap."""
PROVIDER_DAILY_BUDGETS = env.amounts("PROVIDER_DAILY_BUDGET_")
"""The same for single vendors, by id."""

# --- Sign-in --------------------------------------------------------------------------------
AUTH_USER_MODEL = "creator.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "studio"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "creator.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_VERIFICATION = env.text("ACCOUNT_EMAIL_VERIFICATION", "optional")
ACCOUNT_SESSION_REMEMBER = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SERVES_HTTPS
SESSION_COOKIE_NAME = "reelsmith_session"
CSRF_COOKIE_NAME = "reelsmith_csrf"

# --- E-mail ---------------------------------------------------------------------------------
EMAIL_URL_HOST = env.text("EMAIL_HOST")
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_URL_HOST
    else "django.core.mail.backends.console.EmailBackend"
)
EMAIL_HOST = EMAIL_URL_HOST or "localhost"
EMAIL_PORT = env.integer("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.secret("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "Reelsmith <hello@localhost>")

# --- Files ----------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = storages.media_folder() or VAR_DIR / "media"
"""Finished files, private: served only through `videos.storage.delivery`, never by path."""
WORK_DIR = VAR_DIR / "work"
"""Scratch of running jobs; safe to lose."""
PASSING_DIR = VAR_DIR / "passing"
"""Copies of films that a process works on. It deletes them, or the sweeper does if it died."""
PASSING_DIR.mkdir(parents=True, exist_ok=True)
RENDER_CACHE_DIR = VAR_DIR / "cache" / "parts"
"""What was drawn, by its key; safe to lose."""
STORAGE_GRACE = timedelta(hours=env.integer("STORAGE_GRACE_HOURS", 24, minimum=1))
"""How long a stored file may lie without a row that names it before it is taken for a leftover."""
STORAGE_REAP_SECONDS = 60 * env.integer("STORAGE_REAP_MINUTES", 60)
"""How often leftovers are looked for, at most; 0 leaves it to `manage.py reap_storage`."""
STORAGES = {
    "default": storages.media(),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_LINK_SECONDS = env.integer("MEDIA_LINK_SECONDS", 900, minimum=1)
"""How long a link to a file holds, ours or one of the storage."""
_MEDIA_ORIGIN = media.origin(STORAGES["default"])
MEDIA_DELIVERY = env.choice(
    "MEDIA_DELIVERY", (media.APP, media.DIRECT), media.usual(_MEDIA_ORIGIN, secure=SERVES_HTTPS)
)
"""Whether viewers get files from the product, or are sent on to storage where that signs links."""
_MEDIA_SOURCES = media.sources(MEDIA_DELIVERY, _MEDIA_ORIGIN, secure=SERVES_HTTPS)
MEDIA_ACCEL_PREFIX = media.accel_prefix(env.text("MEDIA_ACCEL_PREFIX"))
"""Where nginx has MEDIA_ROOT, to send files of the disk itself; empty: it does not."""
MEDIA_SENDFILE = env.flag("MEDIA_SENDFILE", default=False)
"""Whether a server in front sends files of the disk that it is told of by X-Sendfile."""

# --- Files that creators bring ---------------------------------------------------------------
_MEGA = 1_000_000
UPLOAD_BYTES = {
    "image": env.integer("UPLOAD_IMAGE_MB", 30, minimum=1) * _MEGA,
    "clip": env.integer("UPLOAD_CLIP_MB", 300, minimum=1) * _MEGA,
    "logo": env.integer("UPLOAD_LOGO_MB", 10, minimum=1) * _MEGA,
    "music": env.integer("UPLOAD_MUSIC_MB", 60, minimum=1) * _MEGA,
    "recording": env.integer("UPLOAD_RECORDING_MB", 200, minimum=1) * _MEGA,
}
"""The largest file of each kind, a `videos.spec.AssetKind`."""
UPLOAD_QUOTA_BYTES = env.integer("UPLOAD_QUOTA_MB", 2_000, minimum=1) * _MEGA
"""What one creator may keep; also what one request may bring."""
DIRECT_UPLOADS = env.flag("DIRECT_UPLOADS", default=True)
"""Whether files go straight to the bucket, where there is one, instead of through the server."""
FILE_UPLOAD_HANDLERS = ["videos.uploads.arriving.BoundedUploadHandler"]
FILE_UPLOAD_TEMP_DIR = VAR_DIR / "incoming"
"""Beside the media, so that a file that is accepted moves there instead of being copied."""
FILE_UPLOAD_TEMP_DIR.mkdir(parents=True, exist_ok=True)

# --- How long, and how much ---------------------------------------------------------------------
PLAN_RETENTION_DAYS = env.figures("PLAN_RETENTION_DAYS")
"""For how many days a plan keeps the files of a video, and material that no video uses; 0, or a
plan that is not named while "default" is not either, is for ever."""
PLAN_STORAGE_GB = env.figures("PLAN_STORAGE_GB")
"""How many gigabytes of videos and material a creator may keep, by plan; 0 is any amount."""
DELETED_KEEP_DAYS = env.integer("DELETED_KEEP_DAYS", 30)
"""For how many days the files of a deleted video are still there, in case of a mistake."""
PREVIEW_KEEP_DAYS = env.integer("PREVIEW_KEEP_DAYS", 3, minimum=1)

# --- Script writing -------------------------------------------------------------------------
OPENAI_API_KEY = env.secret("OPENAI_API_KEY")
OPENAI_BASE_URL = env.text("OPENAI_BASE_URL", "https://api.openai.com/v1")
OPENAI_MODEL = env.text("OPENAI_MODEL", "gpt-6-luna")

# --- Voices ---------------------------------------------------------------------------------
OPENAI_SPEECH_BASE_URL = env.text("OPENAI_SPEECH_BASE_URL", OPENAI_BASE_URL)
OPENAI_SPEECH_MODEL = env.text("OPENAI_SPEECH_MODEL", "gpt-4o-mini-tts")
ELEVENLABS_API_KEY = env.secret("ELEVENLABS_API_KEY")
ELEVENLABS_BASE_URL = env.text("ELEVENLABS_BASE_URL", "https://api.elevenlabs.io")
ELEVENLABS_MODEL = env.text("ELEVENLABS_MODEL", "eleven_multilingual_v2")
ELEVENLABS_FEMALE_VOICE = env.text("ELEVENLABS_FEMALE_VOICE", "EXAVITQu4vr4xnSDxMaL")
ELEVENLABS_MALE_VOICE = env.text("ELEVENLABS_MALE_VOICE", "JBFqnCBsd6RMkjVDRZzb")
KOKORO_VOICES = env.text("KOKORO_VOICES")
"""An .npz with styles of Kokoro voices; the Japanese ones come with the optional packages."""

# --- API ------------------------------------------------------------------------------------
REST_FRAMEWORK = api.rest_framework()
SPECTACULAR_SETTINGS = api.SPECTACULAR

# --- Security -------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = content_policy.policy(_MEDIA_SOURCES)
CSRF_FAILURE_VIEW = "creator.views.studio.refused_csrf"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = SERVES_HTTPS and env.flag("SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked from inside, by whatever watches the container
SECURE_HSTS_SECONDS = env.integer("HSTS_SECONDS", 31_536_000) if SERVES_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SERVES_HTTPS
if env.flag("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    )
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

# --- Language, time, logs -------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
LOGGING = logging_config(level=env.text("LOG_LEVEL", "INFO"))
