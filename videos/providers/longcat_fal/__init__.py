"""The open LongCat model, run by fal.

Not confirmed: the fewest and the most frames. Five to thirty seconds are what others sell of the
same model.
"""
