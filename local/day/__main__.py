"""`python -m local.day ADDRESS`."""

import sys

from local.day.play import main

sys.exit(main())
