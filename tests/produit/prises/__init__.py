"""The sockets of the served product, by the official client of browsers and by frames of our own."""
