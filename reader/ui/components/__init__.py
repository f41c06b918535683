"""Streamlit v2 components of our own: plain JavaScript and CSS, nothing fetched from anywhere."""
