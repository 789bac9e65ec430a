"""The browser's clients on this machine: how they are built, and how what was built is served."""
