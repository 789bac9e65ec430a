"""What calls functions besides HTTP: the stream, the queue, the clock."""
