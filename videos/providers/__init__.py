"""The services that can make a video, one deletable folder each."""
