"""Tests of the clients in a real browser."""
