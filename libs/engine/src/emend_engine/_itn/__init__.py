"""Inverse text normalisation: numbers, dates, money and the like, from words to writing."""
