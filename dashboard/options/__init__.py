"""An option told: what is bought, its tables, its key figures, what a buyer must know."""
