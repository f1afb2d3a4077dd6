"""Compiling every kernel before the first video needs it, in a process whose memory goes away.

    python -m videos.studio.warm

What is compiled depends on the types of what is drawn, so a small video is really drawn and its
sound really mixed; a test holds that a full-size one then compiles nothing more.
"""
