"""Every fault that is planted."""

from . import of_the_chain, of_the_house
from .faults import Fault

FAULTS: tuple[Fault, ...] = of_the_chain.FAULTS + of_the_house.FAULTS
