"""One plan with everything wrong, and all that is said about it: a new finding can't come in quietly."""

from __future__ import annotations

from poc_docs.checks import check_plan
from tests.checks.reference import plan_of

EXPECTED = """\
2:1 POC103 key 'sales_engineer' is missing
2:5 POC104 'id' must be small letters, digits and single hyphens, such as halden-route-planning, not 'Broken Plan'
4:11 POC203 key 'prospect' must not be a placeholder: '[Prospect company name]'
7:9 POC402 a plan that is Active must be signed by both parties: the text changed since Ines Falk signed it for the vendor on 2026-03-04
7:9 POC402 a plan that is Active must be signed by both parties: the text changed since ines falk signed it for the prospect on 2026-03-05
7:9 POC404 a plan that is Active must have 'started'
8:1 POC102 key 'signature' is not part of the format
14:5 POC401 the prospect's signature of 'ines falk' must name its evidence
14:5 POC403 'ines falk' must not sign the same text for both parties
18:12 POC407 a plan that is Active must not have 'completed'
19:15 POC104 'amount' of 'crm' must be an amount such as 1250.00 EUR, not '180k EUR'
22:3 POC106 the title must be 'POC Plan: [Prospect company name] -- Everything that can go wrong', not 'POC Plan: Halden Logistics -- Everything'
24:4 POC105 the Metadata table must not stand beside front matter: one fact, one place
30:4 POC209 the overview must have a bullet 'Decision date'
32:17 POC209 Objective must not be empty
33:24 POC003 a plan must not hold raw HTML: '<u>'
33:37 POC003 a plan must not hold raw HTML: '</u>'
34:17 POC210 Duration must read 'N days', 'N weeks' or 'N months', then ', starting YYYY-MM-DD', not 'four weeks'
37:4 POC204 heading must be spelt 'Success Criteria', not 'Success criteria'
41:40 POC203 target of criterion 1 must not be a placeholder: '[e.g., <200ms]'
41:57 POC211 weight of criterion 1 must be one of Critical, Required, Optional, not 'critical'
42:3 POC301 # of a criterion must be unique; 1 stands twice
42:25 POC302 measurement of criterion 1 must not be empty
42:45 POC211 kind of criterion 1 must be one of performance, integration, cost, user experience, not 'speed'
43:1 POC206 a row must have 6 cells, as the header has, not 7
43:3 POC301 # of a criterion must be a positive whole number, not 'two'
43:22 POC208 a row must not hold '|' between backticks: it ends the cell for some readers
47:1 POC207 a table must have a blank line above it
49:14 POC002 a plan must not hold the hidden character U+200B ZERO WIDTH SPACE
50:1 POC207 a table must have a blank line below it; this line is read as one of its rows
54:4 POC203 setup step 1 must not be a placeholder: '[Provision environment]'
56:4 POC201 section 'Risk Assessment' must be there; line 56 says 'Risks'
66:39 POC210 due in row 1 of 'Timeline' must be a date as YYYY-MM-DD, not '13 March'
67:1 POC206 a row must have 5 cells, as the header has, not 6
74:3 POC211 outcome in row 2 of 'Decision Framework' must be one of Proceed, Conditional, No-go, not 'Nogo'
74:42 POC302 next step of outcome 'Nogo' must not be empty
80:40 POC305 status of criterion 1 must be empty without a result, not 'Pass'
81:3 POC303 # of a row of results must be that of a criterion, not '7'
81:36 POC211 status of criterion 7 in 'Results (Post-POC)' must be one of Pass, Fail, Partial, not 'Passed'
83:5 POC205 section 'Gaps Identified' must hold its table
87:4 POC204 heading 'Decision' must be of level 3, not 2
90:17 POC210 'Decided on' of the decision must be a date as YYYY-MM-DD, not 'yesterday'
91:14 POC202 label 'Outcome' must stand once in 'Decision'
"""  # noqa: E501 -- findings stand on one line


def test_all_findings_of_the_broken_plan() -> None:
    found = [f"{f.line}:{f.column} {f.code} {f.message}" for f in check_plan(plan_of("broken"))]
    assert "\n".join(found) + "\n" == EXPECTED
