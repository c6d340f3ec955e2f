"""A plan and its deal in the CRM: where the two disagree, and when a review of the deal is due.

deal_state(plan)                       where the deal stands by the plan
crm_advice(plan, today, settings)      where plan and CRM disagree, with what to type
deal_review_proposed(plan, today)      why Deal Review should be raised, if anything says so
"""

from poc_docs.portfolio.crm.advice import CrmAdvice, crm_advice
from poc_docs.portfolio.crm.review import deal_review_proposed
from poc_docs.portfolio.crm.settings import CrmSettings
from poc_docs.portfolio.crm.states import DealState, deal_state

__all__ = ["CrmAdvice", "CrmSettings", "DealState", "crm_advice", "deal_review_proposed", "deal_state"]
