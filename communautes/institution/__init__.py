"""Communautés begin: who institutes them, and how."""
