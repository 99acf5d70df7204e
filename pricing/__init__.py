"""What things cost: pure, typed, exact; no Streamlit, no clock."""
