"""Django's settings, all from `HOTLINE_*` variables with defaults that run a whole centre on one machine."""

from pathlib import Path

from hotline.operations.keys import key_read
from hotline.operations.places import Places

from .database import database_settings

PLACES = Places.from_environment()
BASE_DIR = PLACES.checkout


def _secret(name: str) -> str:
    # Empty where it is not made yet: Django refuses to sign anything with it, and ./hotline up makes it.
    try:
        return key_read(PLACES.keys, name)
    except FileNotFoundError:
        return ""


# The centre
HOTLINE_HOME = PLACES.home
HOTLINE_KEYS = PLACES.keys
HOTLINE_CACHE = PLACES.cache
HOTLINE_FILES = PLACES.files
HOTLINE_PROMPTS = PLACES.prompts
HOTLINE_SHIPPED_PROMPTS = PLACES.checkout / "asterisk" / "prompts"
HOTLINE_SPOOL = PLACES.asterisk / "spool"
HOTLINE_NODE = PLACES.node
HOTLINE_NUMBER = PLACES.number
HOTLINE_SIP_PORT = PLACES.sip_port
HOTLINE_ARI_URL = PLACES.setting("ARI_URL", f"http://127.0.0.1:{PLACES.asterisk_http_port}/ari")
HOTLINE_ARI_PASSWORD = _secret("ari.password")
HOTLINE_ASTERISK_WS_URL = f"ws://127.0.0.1:{PLACES.asterisk_http_port}/ws"
HOTLINE_AMI_PORT = PLACES.ami_port
HOTLINE_SIP_KEY = _secret("sip.key")
HOTLINE_DEMO_PASSWORD = _secret("demo.password")
# Becoming a demo person by one click is for the machine the centre runs on.
HOTLINE_DEMO = PLACES.setting("DEMO", "0" if PLACES.is_open_to_others else "1") == "1"
HOTLINE_VOICE_ENGINE = PLACES.setting("VOICE_ENGINE", "kokoro")
HOTLINE_ESPEAK = PLACES.setting("ESPEAK", "espeak-ng")
HOTLINE_FLOW = Path(PLACES.setting("FLOW")) if PLACES.setting("FLOW") else None
HOTLINE_SEARCH_MEANING = PLACES.setting("SEARCH_MEANING") == "1"
HOTLINE_REGION = PLACES.setting("REGION", "cn/sample-city")
HOTLINE_ADVISER_FIRST = PLACES.setting("ADVISER_FIRST") == "1"
# How long things are kept, in days. Recordings: the least that the Cybersecurity Law, article 21, asks of logs.
HOTLINE_KEEP_RECORDINGS_DAYS = PLACES.days("KEEP_RECORDINGS_DAYS", 180)
HOTLINE_KEEP_NUMBERS_DAYS = PLACES.days("KEEP_NUMBERS_DAYS", 730)
HOTLINE_KEEP_DESK_TIMES_DAYS = PLACES.days("KEEP_DESK_TIMES_DAYS", 1095)
HOTLINE_KEEP_FACTS_DAYS = PLACES.days("KEEP_FACTS_DAYS", 30)

# Django
SECRET_KEY = _secret("secret.key")
DEBUG = False
ALLOWED_HOSTS = ["*"] if PLACES.is_open_to_others else ["127.0.0.1", "localhost", "[::1]", "testserver"]
CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SAMESITE = "Lax"
# Two centres on one machine must not sign each other out: cookies do not know ports.
SESSION_COOKIE_NAME = f"hotline_session_{PLACES.base_port}"
CSRF_COOKIE_NAME = f"hotline_csrf_{PLACES.base_port}"
SESSION_COOKIE_AGE = 12 * 3600
X_FRAME_OPTIONS = "DENY"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "hotline.config",
    "hotline.kernel",
    "hotline.accounts",
    "hotline.citizens",
    "hotline.speech",
    "hotline.knowledge",
    "hotline.inquiries",
    "hotline.acd",
    "hotline.ivr",
    "hotline.telephony",
    "hotline.reporting",
    "hotline.desk",
    "hotline.portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "hotline.config.troubles.DatabaseTroubles",
]

ROOT_URLCONF = "hotline.config.urls"
ASGI_APPLICATION = "hotline.config.asgi.application"
AUTH_USER_MODEL = "accounts.Staff"
LOGIN_URL = "/desk/sign-in"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ],
        },
    },
]

DATABASES = {"default": database_settings(PLACES.database)}

# Time and language
USE_TZ = True
TIME_ZONE = PLACES.setting("TIME_ZONE", "Asia/Shanghai")
USE_I18N = True
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "hotline_language"

# Static files
STATIC_URL = "/static/"
STATIC_ROOT = PLACES.home / "static"
STATICFILES_DIRS = [path for path in [PLACES.checkout / "frontend" / "dist"] if path.is_dir()]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 300

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    # The first announces every task at every start, the second every connection it lends.
    "loggers": {"procrastinate": {"level": "WARNING"}, "psycopg.pool": {"level": "WARNING"}},
    "root": {"handlers": ["console"], "level": PLACES.setting("LOG_LEVEL", "INFO")},
}
