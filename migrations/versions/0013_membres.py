"""membres: a page of a communauté reads its own members, and counts them, without reading them all"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

PLAIN = sa.String().with_variant(sa.String(collation="C"), "postgresql")
ORDER = ["communaute_id", "groupe", "fonction", "alias", "compte_id"]


def upgrade():
    with op.batch_alter_table("membre") as membre:
        for name in ("groupe", "alias"):
            membre.add_column(sa.Column(name, PLAIN, nullable=False, server_default=""))
    op.execute(
        "UPDATE membre SET alias = (SELECT compte.alias FROM compte WHERE compte.id = membre.compte_id),"
        " groupe = COALESCE((SELECT recherche FROM structure WHERE structure.id = membre.structure_id), '')"
    )
    with op.batch_alter_table("membre") as membre:
        for name in ("groupe", "alias"):
            membre.alter_column(name, existing_type=PLAIN, server_default=None)
        membre.create_index("ix_membre_ordre", ORDER)
        membre.create_index("ix_membre_structure", ["communaute_id", "structure_id"])


def downgrade():
    with op.batch_alter_table("membre") as membre:
        membre.drop_index("ix_membre_structure")
        membre.drop_index("ix_membre_ordre")
        membre.drop_column("alias")
        membre.drop_column("groupe")
