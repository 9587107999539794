"""Whoever no longer animates stops hearing what is theirs alone."""

from socle.events import on
from socle.standard import revoke

from .events import AnimateurUnnamed

on(AnimateurUnnamed)(revoke)
