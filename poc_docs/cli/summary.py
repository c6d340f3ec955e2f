"""The line that ends what ``check`` prints."""

from poc_docs.text.counting import counted


def summary(*, plans: int, errors: int = 0, wrong: int = 0, advice: int = 0) -> str:
    """Say how many plans were checked, and what was found in all of them; ``wrong`` plans have errors."""
    extra = f", {counted(advice, 'piece')} of advice" if advice else ""
    checked = f"{counted(plans, 'plan')} checked"
    if not errors:
        return f"{checked}: no errors{extra}."
    return f"{checked}: {counted(errors, 'error')} in {counted(wrong, 'plan')}{extra}."
