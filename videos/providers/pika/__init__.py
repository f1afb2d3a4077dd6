"""Pika, whose models are offered by fal alone.

Not confirmed: the price of ten seconds (taken as twice that of five), and how long a prompt may
be. Other models of Pika's with the same input can be named in `PIKA_ENDPOINT`.
"""
