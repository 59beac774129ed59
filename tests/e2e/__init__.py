"""The whole platform, from what a recogniser says to what people read."""
