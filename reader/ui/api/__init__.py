"""JSON routes under ``/api/``: parse the request, call one service method, answer."""
