"""Regular expressions that only backtracking can match, matched with every step counted."""
