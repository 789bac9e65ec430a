"""Pages of this machine only."""
