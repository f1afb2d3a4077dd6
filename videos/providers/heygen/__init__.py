"""HeyGen: an avatar of its own or of the operator's speaks the whole script."""
