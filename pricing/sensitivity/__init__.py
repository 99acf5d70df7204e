"""What would change the answer: break-evens, curves, the map, the nearest changes."""
