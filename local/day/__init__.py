"""One technician's whole day, played through public routes and sign-in only: `python -m local.day ADDRESS`."""
