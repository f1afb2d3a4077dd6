"""From a creator's words to a storyboard.

`validation` accepts an order or says what is wrong with it, `writer` writes a script when only a
topic was given, `planner` cuts a script into scenes and decides what each of them shows.
"""
