"""The queue of fal.ai, which several video models stand in: no provider of its own.

Not confirmed: which address serves the keys of webhooks (`FAL_JWKS_URL`), what the status of a
canceled request is (it is waited for until the vendor says that it is unknown), and that a wrong
key is refused before an unknown request is, which the probe goes by.
"""
