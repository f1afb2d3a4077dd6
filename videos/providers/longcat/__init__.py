"""LongCat on a server of one's own.

The contract is small: an order is answered with the clip, or with an id that is asked for.
Not confirmed, and therefore settings (see `dialect`): how the key is sent, where and how the
status is asked for, the unit of `duration`, names of fields, and whether the shape has one; by
default it is told in words, in `style`. Not told at all: progress, cancelling, and whether words
were refused because of rules.
"""
