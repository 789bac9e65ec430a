"""Rules: standard library only, no clock, no environment."""
