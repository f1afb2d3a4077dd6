"""Settings and entry points; knows the apps only through `urls`."""
