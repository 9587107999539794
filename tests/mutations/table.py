"""Every fault that is planted."""

from . import of_the_chain, of_the_guests, of_the_house, of_the_server, of_the_sockets
from .faults import Fault

FAULTS: tuple[Fault, ...] = (
    of_the_chain.FAULTS
    + of_the_house.FAULTS
    + of_the_server.FAULTS
    + of_the_sockets.FAULTS
    + of_the_guests.FAULTS
)
