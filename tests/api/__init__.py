"""Tests against a whole copy of the product, through HTTP, stream and queue."""
