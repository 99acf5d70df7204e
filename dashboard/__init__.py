"""How the pricing is shown: the inputs, the texts, the charts and the tables of the app."""
