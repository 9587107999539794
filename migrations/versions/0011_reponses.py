"""réponses: which answer one read before rewriting it"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    with op.batch_alter_table("decision") as decision:
        decision.add_column(sa.Column("version", WHOLE, nullable=False, server_default="1"))
    with op.batch_alter_table("decision") as decision:
        decision.alter_column("version", existing_type=WHOLE, server_default=None)


def downgrade():
    with op.batch_alter_table("decision") as decision:
        decision.drop_column("version")
