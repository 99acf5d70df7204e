"""Components of our own: scripts in static/, declared to the server."""
