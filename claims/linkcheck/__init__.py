"""What became of a cited page: visit it, judge it, look for the quote.

Nothing here knows the database. `fetch` is the only module of the project that opens a
socket to the web, and it asks `guard` before every one.
"""
