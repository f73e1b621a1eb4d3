"""Plans, runs and states as text for people. Takes values, gives text; prints nothing itself."""
