"""The cheapest purchase, exact, with the proofs."""
