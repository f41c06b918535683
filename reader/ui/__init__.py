"""The browser interface: Streamlit pages, a guarded local server, two components of our own.

How the room is built
---------------------
``server.py``     the subprocess ``reader serve`` starts: reads the token, builds the app, serves 127.0.0.1 only
``web.py``        one ASGI app: guard → security headers → JSON routes → Streamlit
``guard.py``      one-time token in the printed link → cookie; refuses everything without it; Host and Origin checks
``headers.py``    Content-Security-Policy and friends, on every answer
``desk.py``       the cases this process has open; the only bridge from pages and routes to ``services``
``boundary.py``   the only place where errors become words: JSON for routes, a message box for pages
``state.py``      the only place that touches ``st.session_state``, ``st.query_params`` and ``st.cache_resource``
``plain.py``      escaping for the few labels Streamlit renders as Markdown
``shell/app.py``  the script Streamlit runs: sidebar, navigation, then the chosen page
``pages/``        one file per page, each a function ``render()`` under 80 lines:
                  read state → one service call → view model → component. Listed in ``pages/__init__.py``
``api/``          JSON routes (docs/architecture.md, "ui"), thin: parse, call one service method, answer
``components/``   Streamlit v2 components. Each folder holds plain ``.js``/``.css`` files that ``components/assets.py``
                  joins into one string; no build step, no package manager, nothing fetched from anywhere

Adding a page: write ``pages/<name>.py`` with ``render()``, add one line to ``pages.PAGES``. Pages that do not work
yet are not listed. Adding a route: a function in ``api/`` and one line in ``api/routes.py``.

Text from evidence is hostile. It reaches the screen through ``textContent`` in a component, ``st.text`` or
``st.dataframe``, never through a Streamlit call that understands Markdown or HTML (``tests/ui/test_plain_text.py``
walks the syntax tree), and never through ``innerHTML`` (``tests/ui/test_components.py``).
"""
