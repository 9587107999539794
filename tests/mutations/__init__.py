"""Faults planted in the house on purpose, one at a time, to see that a test of their effect fails."""
