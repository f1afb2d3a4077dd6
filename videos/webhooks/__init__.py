"""What vendors tell us by webhook. It is never believed: it only makes us ask sooner."""
