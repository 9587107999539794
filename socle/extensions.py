"""The only place where extensions are created. Everyone else imports them from here."""

from typing import TYPE_CHECKING

from flask_babel import Babel
from flask_limiter import Limiter
from flask_security import Security
from flask_socketio import SocketIO
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from huey import MemoryHuey

from .columns import Base
from .openapi import Programs
from .rates import who_asks
from .session import DeliveringSession

db = SQLAlchemy(model_class=Base, session_options={"class_": DeliveringSession, "expire_on_commit": False})
# Mother of every noun. A checker takes no base class from an attribute: it reads what db.Model is made of.
if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model
security = Security()
csrf = CSRFProtect()
limiter = Limiter(key_func=who_asks)
socketio = SocketIO()
babel = Babel()
api = Programs()
huey = MemoryHuey("fabrique", results=False)
