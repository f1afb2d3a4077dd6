"""The local studio as a provider: always there, needs no key, costs nothing."""
