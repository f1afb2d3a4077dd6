"""D-ID: a photograph, a filmed presenter or an expressive avatar speaks the whole script."""
