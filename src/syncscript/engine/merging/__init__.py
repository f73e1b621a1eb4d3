"""From what rules ask for and what is there to operations. Decides, and writes nothing."""
