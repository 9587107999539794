"""Measures of the product's speed: a tool beside it, that nothing of the product imports."""
