"""What an import would do, found by comparing its rows with the database, set by set."""

from __future__ import annotations

from kinerja.organization.imports.headings import VARIANTS, Sheet, heading_key
from kinerja.organization.imports.statements import run
from kinerja.organization.models import Import, ImportRow


def classify(source: Import) -> None:
    """Write into each row whether it is new, changed or unchanged; find who is gone; count."""
    ImportRow.objects.filter(source=source, status=ImportRow.Status.GONE).delete()
    if source.subject == Import.Subject.UNITS:
        run("list_gone_units", **{"import": source.pk})
        run("classify_units", **{"import": source.pk})
    else:
        plan_employees(source)
    run("count_rows", **{"import": source.pk})


def plan_employees(source: Import) -> None:
    """Fill the plan of this transaction and write it into the rows."""
    run("create_import_plan")
    run("clear_import_plan")
    run("list_rows", **{"import": source.pk})
    run("list_seen", **{"import": source.pk})
    run("analyze_import_listed")
    run("list_gone", **{"import": source.pk})
    run("plan_employees", effective=source.effective_on)
    run("analyze_import_plan")
    # The first pass gives up earlier days, the second what still cannot be.
    for _ in range(2):
        run("keep_heads_apart", **{"import": source.pk}, end_gone=source.end_gone_on)
    run("find_evaluators", effective=source.effective_on)
    run("analyze_import_plan")
    run("diff_employees")
    run("classify_employees", **{"import": source.pk}, column=_column(source, "title"))


def _column(source: Import, field: str) -> str:
    variants = VARIANTS[Sheet(source.subject)]
    return next((text for text in source.headings if variants.get(heading_key(text)) == field), "")
