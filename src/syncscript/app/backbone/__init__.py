"""Exports of Backbone in a project: read from files, taken over into its state, and what is told of that."""
