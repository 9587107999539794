"""numéros: SQLite gave the number of a line, or of a point, that was taken away to the next one"""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TABLES = ("ligne_note", "point_odj")


def upgrade():
    _recreate(True)


def downgrade():
    _recreate(False)


def _recreate(autoincrement):
    if op.get_bind().dialect.name != "sqlite":  # sequences never go back
        return
    for table in TABLES:
        kept = {"sqlite_autoincrement": autoincrement}
        with op.batch_alter_table(table, recreate="always", table_kwargs=kept):
            pass
