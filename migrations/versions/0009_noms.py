"""noms: what a communauté is sorted by, the same on both engines"""

import re
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

PLAIN = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade():
    with op.batch_alter_table("communaute") as communaute:
        communaute.add_column(sa.Column("recherche", PLAIN, nullable=False, server_default=""))
    table = sa.table("communaute", sa.column("id"), sa.column("nom"), sa.column("recherche"))
    for number, nom in op.get_bind().execute(sa.select(table.c.id, table.c.nom)).all():
        op.execute(table.update().where(table.c.id == number).values(recherche=plain(nom)))
    with op.batch_alter_table("communaute") as communaute:
        communaute.alter_column("recherche", existing_type=PLAIN, server_default=None)
        communaute.create_index(op.f("ix_communaute_recherche"), ["recherche"])


def plain(nom):
    """As the house folds a name, at the time of this migration."""
    text = nom.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae")
    letters = unicodedata.normalize("NFKD", text.lower())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", bare).split())


def downgrade():
    with op.batch_alter_table("communaute") as communaute:
        communaute.drop_index(op.f("ix_communaute_recherche"))
        communaute.drop_column("recherche")
