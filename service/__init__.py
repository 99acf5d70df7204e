"""The app on a network: its settings, its HTTP interface, and what keeps both safe."""
