"""Whom a rate limit counts: the account when there is one, its address otherwise."""

from flask import request
from flask_login import current_user


def who_asks() -> str:
    """``compte:7`` or ``adresse:192.0.2.1``: people of one town hall share an address, and no limit."""
    if current_user.is_authenticated:
        return f"compte:{current_user.id}"
    return f"adresse:{request.remote_addr}"
