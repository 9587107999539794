"""instances: which body answers the notes; a body is changed by several people"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    with op.batch_alter_table("organe") as organe:
        organe.add_column(sa.Column("repond", sa.Boolean(), nullable=False, server_default=sa.false()))
        organe.add_column(sa.Column("version", WHOLE, nullable=False, server_default="1"))
    # Until now the board was the body whose address is « ca ».
    op.execute("UPDATE organe SET repond = true WHERE slug = 'ca'")
    with op.batch_alter_table("organe") as organe:
        organe.alter_column("repond", existing_type=sa.Boolean(), server_default=None)
        organe.alter_column("version", existing_type=WHOLE, server_default=None)
    op.create_index(
        "uq_organe_repond",
        "organe",
        ["repond"],
        unique=True,
        sqlite_where=sa.text("repond"),
        postgresql_where=sa.text("repond"),
    )


def downgrade():
    op.drop_index("uq_organe_repond", "organe")
    with op.batch_alter_table("organe") as organe:
        organe.drop_column("version")
        organe.drop_column("repond")
