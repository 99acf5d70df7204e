"""What the drawings share: colours, axes, bars, flags, and Plotly itself."""
