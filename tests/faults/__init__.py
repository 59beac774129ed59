"""Runs that kill, freeze and restart what they test."""
