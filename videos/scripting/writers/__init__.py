"""Those who write scripts: a language model, or patterns that need no network."""
