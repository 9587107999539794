"""effectifs: a communauté knows who belongs to it: how many, for how many structures, who animates"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    with op.batch_alter_table("communaute") as communaute:
        for name in ("effectif", "representees"):
            communaute.add_column(sa.Column(name, WHOLE, nullable=False, server_default="0"))
    op.execute(
        "UPDATE communaute SET"
        " effectif = (SELECT count(*) FROM membre WHERE membre.communaute_id = communaute.id),"
        " representees = (SELECT count(DISTINCT structure_id) FROM membre"
        " WHERE membre.communaute_id = communaute.id)"
    )
    with op.batch_alter_table("communaute") as communaute:
        for name in ("effectif", "representees"):
            communaute.alter_column(name, existing_type=WHOLE, server_default=None)
    op.create_index("ix_membre_fonction", "membre", ["communaute_id", "fonction", "compte_id"])


def downgrade():
    op.drop_index("ix_membre_fonction", "membre")
    with op.batch_alter_table("communaute") as communaute:
        communaute.drop_column("representees")
        communaute.drop_column("effectif")
