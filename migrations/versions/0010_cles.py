"""cles: where one was led once it was done, and when, so that a second click leads there and old ones go"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from socle.columns import Instant

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("cle") as cle:
        cle.add_column(sa.Column("lieu", sa.String(), nullable=True))
        cle.add_column(sa.Column("faite_le", Instant(timezone=True), nullable=True))
    table = sa.table("cle", sa.column("faite_le", Instant()))
    op.execute(table.update().values(faite_le=datetime.now(UTC)))
    with op.batch_alter_table("cle") as cle:
        cle.alter_column("faite_le", existing_type=Instant(timezone=True), nullable=False)
        cle.create_index(op.f("ix_cle_faite_le"), ["faite_le"])


def downgrade():
    with op.batch_alter_table("cle") as cle:
        cle.drop_index(op.f("ix_cle_faite_le"))
        cle.drop_column("faite_le")
        cle.drop_column("lieu")
