"""Stock footage: films of real life out of free libraries, found by words instead of made."""
