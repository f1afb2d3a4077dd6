"""Runs every process of the product on one machine under one parent.

`services` says which commands those are, `supervisor` starts, watches and stops them, `leash` ties
each of them to the parent's life, `orphans` ends what they leave behind, `valkey` is the embedded
broker.
"""
