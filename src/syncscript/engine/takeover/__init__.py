"""Pairs that another sync kept in step: found again by their keys, and gone on from where it stopped."""
