"""The local studio: script in, finished video out, on a laptop, with no Django and no network.

`production.render` does the whole path. The execution of a job calls the same parts one stage at
a time: `narration` speaks, `timeline` lays scenes on the clock, `farm` draws them, `soundtrack`
mixes, `assembly` joins, `quality` checks.
"""
