"""Everything on this machine: embedded AWS, the gateway before the app, event sources. Nothing of it is packaged."""
