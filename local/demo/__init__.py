"""A believable company with a day of work, for whoever tries the product for the first time."""
