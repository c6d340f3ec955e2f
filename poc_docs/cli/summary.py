"""The line that ends what ``check`` prints."""


def summary(*, plans: int, errors: int = 0, wrong: int = 0, advice: int = 0) -> str:
    """Say how many plans were checked, and what was found in all of them; ``wrong`` plans have errors."""
    extra = f", {_count(advice, 'piece')} of advice" if advice else ""
    checked = f"{_count(plans, 'plan')} checked"
    if not errors:
        return f"{checked}: no errors{extra}."
    return f"{checked}: {_count(errors, 'error')} in {_count(wrong, 'plan')}{extra}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
