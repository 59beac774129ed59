"""Keeps corrected transcripts, searches them and renders them."""
