"""Compositing straight into the encoder's YUV 4:2:0 planes, without ever making an RGB frame."""
