"""Rule tests: cases in YAML beside the rules, run on the language alone.

Reads cases with their places, runs them, compares, rewrites expectations, counts which lines ran. Knows no
tracker, no store and no connection; what needs those is handed in by `app`.
"""
