"""Setting text: fonts from wheels, shaping, line breaking, fitting and rasterising."""
