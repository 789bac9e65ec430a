"""Tests of what is packaged and deployed."""
