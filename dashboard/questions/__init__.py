"""One folder a page: its answer, its chart, its table beside the values; none imports a neighbour."""
