"""What can be known of a rule without running it: names and their flow, types, and what crosses.

Knows trees and a tracker's schema. Refuses to say what is wrong: that is for lint.
"""
