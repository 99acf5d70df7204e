"""The only room, beside pages/ and app.py, that knows Streamlit."""
