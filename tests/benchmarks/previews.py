"""How long a creator waits to see something: `python -m tests.benchmarks.previews`.

stills     eight scenes of a storyboard at rest, saved as 720p JPEG pictures, in a warm process
animatic   the whole script as a 360p15 video: everything, start-up, narration and sound
           included; and drawing and encoding alone, in a warm process
"""
