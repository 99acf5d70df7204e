"""What calls cost: tiers, dead zones, capacity, and the walk through the months."""
