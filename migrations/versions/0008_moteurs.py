"""moteurs: numbered series in one table, and the acts behind the keys of a sending"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NUMBERED = ("proposition", "note", "besoin", "decision", "action")


def upgrade():
    op.create_table(
        "serie",
        sa.Column("stem", sa.String(), nullable=False),
        sa.Column("dernier", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("stem", name=op.f("pk_serie")),
    )
    fill_series()
    op.drop_table("serie_besoin")
    with op.batch_alter_table("cle") as cle:
        # What was sent before has no address: its key is known, and answers 409 rather than doing it twice.
        cle.add_column(sa.Column("adresse", sa.String(), nullable=False, server_default=""))
        cle.add_column(sa.Column("empreinte", sa.String(), nullable=False, server_default=""))
        cle.add_column(sa.Column("place", sa.String(), nullable=True))
        cle.alter_column("cle", existing_type=sa.String(), nullable=True)
    with op.batch_alter_table("cle") as cle:
        cle.alter_column("adresse", existing_type=sa.String(), server_default=None)
        cle.alter_column("empreinte", existing_type=sa.String(), server_default=None)
        cle.create_index(op.f("ix_cle_compte_id_adresse"), ["compte_id", "adresse"])


def fill_series():
    """Each series goes on from its greatest number; text would put 999 after 1000."""
    bind = op.get_bind()
    last: dict[str, int] = {}
    for table in NUMBERED:
        for (reference,) in bind.execute(sa.text(f"SELECT reference FROM {table}")):  # noqa: S608
            stem, _, number = reference.rpartition("-")
            last[stem] = max(last.get(stem, 0), int(number))
    for annee, dernier in bind.execute(sa.text("SELECT annee, dernier FROM serie_besoin")):
        last[f"BES-{annee}"] = max(last.get(f"BES-{annee}", 0), dernier)
    if last:
        serie = sa.table("serie", sa.column("stem"), sa.column("dernier"))
        op.bulk_insert(serie, [{"stem": stem, "dernier": dernier} for stem, dernier in last.items()])


def downgrade():
    op.execute("DELETE FROM cle WHERE cle IS NULL")
    with op.batch_alter_table("cle") as cle:
        cle.drop_index(op.f("ix_cle_compte_id_adresse"))
        cle.alter_column("cle", existing_type=sa.String(), nullable=False)
        cle.drop_column("place")
        cle.drop_column("empreinte")
        cle.drop_column("adresse")
    op.create_table(
        "serie_besoin",
        sa.Column("annee", WHOLE, autoincrement=False, nullable=False),
        sa.Column("dernier", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("annee", name=op.f("pk_serie_besoin")),
    )
    op.execute(
        "INSERT INTO serie_besoin (annee, dernier)"
        " SELECT CAST(substr(stem, 5) AS INTEGER), dernier FROM serie WHERE stem LIKE 'BES-%'"
    )
    op.drop_table("serie")
