"""Who may sign for the vendor, where a team says so in its configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.checks.agreement import has_begun
from poc_docs.checks.finding import Fault
from poc_docs.plan.agreement.fingerprints import fingerprint
from poc_docs.plan.agreement.signers import same_person
from poc_docs.plan.vocabulary import Party
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from poc_docs.plan.metadata import Signature
    from poc_docs.plan.model import Plan

_ADVICE = "let somebody sign who may: 'poc-docs agree PLAN --party vendor --by \"NAME\"'"


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningPolicy:
    """Who may sign for the vendor; as it is built without arguments, anybody."""

    vendor_signers: tuple[str, ...] = ()
    """The names of those who may, or none for anybody."""
    not_the_sales_engineer: bool = False
    by_own_commit: bool = False
    """Whether a signature counts only from a commit whose author is that person."""

    def __bool__(self) -> bool:
        return self != SigningPolicy()


def nobody(_identifier: str, _signature: Signature) -> Collection[str]:
    """Give the authors where none is known. A function with a name can be sent to other processes."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """What the signatures of a plan are judged by."""

    policy: SigningPolicy
    befores: tuple[Plan, ...] | None = None
    """The versions before, or None where no version before is known and only the state can be judged."""
    authors: Callable[[str, Signature], Collection[str]] = nobody
    """Gives the authors of the commits that added a signature to the plan of an id."""


def vendor_may_sign(plan: Plan, signing: Signing) -> Iterator[Fault]:
    """A vendor signature must be by somebody who may sign, as the team's configuration has it.

    The configuration is `[tool.poc-docs]` in `pyproject.toml`, read from the version before the change. A
    signature that is new in a change is judged by all of it. One that stood there before is judged by its
    name alone where the sales engineer changes or work starts, and by 'poc-docs check' in Planning; there it
    is enough that somebody who may sign has signed the same text. Whoever leaves the team stays the signer
    of what is Active or Complete.
    """
    if not signing.policy:
        return
    earlier = {signature for before in signing.befores or () for signature in before.signatures}
    engineers = {name for each in (plan, *(signing.befores or ())) if (name := _sales_engineer(each))}
    for signature in plan.signatures:
        if signature.party is not Party.VENDOR:
            continue
        is_new = signing.befores is not None and signature not in earlier
        fault = _name_fault(signature, signing.policy, engineers)
        if is_new:
            fault = fault or _author_fault(plan, signature, signing)
        elif fault and not _still_matters(plan, signature, signing, engineers):
            fault = ""
        if fault:
            yield Fault(fault, signature.span, _ADVICE)


def _sales_engineer(plan: Plan) -> str:
    engineer = plan.metadata.sales_engineer if plan.metadata else None
    return engineer.value if engineer else ""


def _name_fault(signature: Signature, policy: SigningPolicy, engineers: Collection[str]) -> str:
    name, listed = signature.name, policy.vendor_signers
    if listed and not any(same_person(name, each) for each in listed):
        return f"{name!r} must not sign for the vendor; {', '.join(listed)} may"
    if policy.not_the_sales_engineer and any(same_person(name, each) for each in engineers):
        return f"{name!r} must not sign for the vendor: the sales engineer of a plan may not sign it"
    return ""


def _author_fault(plan: Plan, signature: Signature, signing: Signing) -> str:
    if not signing.policy.by_own_commit:
        return ""
    authors = signing.authors(plan.id, signature)
    if any(same_person(signature.name, author) for author in authors):
        return ""
    wrote = ", ".join(map(repr, authors)) or "nobody"
    return f"the signature of {signature.name!r} must come in a commit of that person; {wrote} wrote it"


def _still_matters(plan: Plan, signature: Signature, signing: Signing, engineers: Collection[str]) -> bool:
    """Say whether a signature that is not new is judged, and stands alone on the present text."""
    pending = signing.befores is None and not has_begun(plan)
    starts = bool(signing.befores) and has_begun(plan) and not any(map(has_begun, signing.befores or ()))
    judged = pending or starts or len(engineers) > 1
    if not judged or signature.parameters != fingerprint(plan):
        return False
    return not any(
        other.party is Party.VENDOR
        and other.parameters == signature.parameters
        and not _name_fault(other, signing.policy, engineers)
        for other in plan.signatures
    )
