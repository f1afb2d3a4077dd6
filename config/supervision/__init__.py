"""Runs every process of the product on one machine under one parent.

`services` says which commands those are, `supervisor` starts, watches and stops them, `leash` ties
each of them to the parent's life, `web` does so for the web server's own children, `orphans` ends
what they leave behind, `valkey` is the embedded broker.
"""
