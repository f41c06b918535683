"""The script Streamlit runs, in a folder of its own: beside a folder called ``pages``, Streamlit would take every
page module for a page and run it by itself."""
