"""On My Way: appointment statuses in field service, and the text that goes with them."""
