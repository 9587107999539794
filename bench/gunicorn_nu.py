"""The settings of the product's server, for the bare application: without what the product hangs on them."""

from gunicorn.config import KNOWN_SETTINGS

from deploy import gunicorn as settings

SETTINGS = {one.name for one in KNOWN_SETTINGS}
globals().update(
    {name: value for name, value in vars(settings).items() if name in SETTINGS and not callable(value)}
)
