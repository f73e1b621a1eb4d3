"""Exports of Backbone: read, checked, merged and taken over. Bytes and values in, values out.

Knows the format, which is known from samples alone. Refuses to open files, to ask trackers and to keep
anything.
"""
