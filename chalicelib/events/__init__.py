"""Stream records, queue messages and the clock: in."""
