"""The style sheet of a report: light, dark, and on paper. No font, picture or rule comes from elsewhere."""

STYLE = """
:root { color-scheme: light dark; --ink: #1c2733; --soft: #55616e; --line: #d3dae1; --paper: #fff;
  --band: #f3f6f8; --link: #0b57a4; --good: #116a38; --good-band: #e3f4e9; --mixed: #7d5200;
  --mixed-band: #fdf1d8; --bad: #a12525; --bad-band: #fce8e6; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4e9ee; --soft: #a5b1bd; --line: #3b4652; --paper: #14191f; --band: #1f262e;
    --link: #86bdf5; --good: #7fd6a0; --good-band: #173524; --mixed: #efc469; --mixed-band: #3a2e12;
    --bad: #ff9d94; --bad-band: #421d1b; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: anywhere;
  font: 1rem/1.45 "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1.25rem 3rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 1rem; }
h1 small { display: block; font-size: .8125rem; font-weight: 600; color: var(--soft); margin: 0 0 .375rem;
  letter-spacing: .04em; }
h2 { font-size: 1.125rem; line-height: 1.3; margin: 1.75rem 0 .5rem; }
p, ul, dl, table { margin: 0 0 .75rem; }
ul { padding-left: 1.25rem; }
li { margin: 0 0 .25rem; }
a { color: var(--link); }
.headline { padding: .75rem 1rem; border-left: .3125rem solid var(--soft); background: var(--band); }
.headline strong { font-size: 1.25rem; margin-right: .5rem; }
dl { display: grid; grid-template-columns: minmax(7rem, 20%) 1fr; gap: .25rem 1rem; }
dt { color: var(--soft); }
dd { margin: 0; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; font-size: .9375rem; }
caption { text-align: left; color: var(--soft); font-size: .875rem; padding: 0 0 .375rem; }
th, td { text-align: left; vertical-align: top; padding: .4375rem .5rem;
  border-bottom: 1px solid var(--line); }
thead th { background: var(--band); font-size: .8125rem; overflow-wrap: normal; }
tbody th { font-weight: 600; }
th div + div, td div + div { color: var(--soft); font-size: .875em; font-weight: 400; margin-top: .1875rem; }
td.good > div:first-child, td.mixed > div:first-child, td.bad > div:first-child { font-weight: 600; }
.good { color: var(--good); } .mixed { color: var(--mixed); } .bad { color: var(--bad); }
.quiet { color: var(--soft); }
.headline.good { border-color: var(--good); background: var(--good-band); color: var(--ink); }
.headline.mixed { border-color: var(--mixed); background: var(--mixed-band); color: var(--ink); }
.headline.bad { border-color: var(--bad); background: var(--bad-band); color: var(--ink); }
.headline.good strong { color: var(--good); } .headline.mixed strong { color: var(--mixed); }
.headline.bad strong { color: var(--bad); }
footer { margin-top: 2rem; color: var(--soft); font-size: .8125rem; }
@media screen and (max-width: 40em) {
  /* One card for each row: what names it, then each column's name before what its cell says. */
  table, caption, tbody { display: block; }
  colgroup { display: none; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tbody tr { display: flex; flex-wrap: wrap; gap: .25rem .375rem; padding: .5rem 0;
    border-bottom: 1px solid var(--line); }
  tbody th, tbody td { display: block; padding: 0; border: 0; }
  tbody th { flex: 1; order: -1; }
  tbody td { flex: 0 0 100%; display: grid; grid-template-columns: 7rem 1fr; column-gap: 1rem; }
  tbody td::before { content: attr(data-label); color: var(--soft); }
  tbody td > div { grid-column: 2; }
  /* A number needs no name: it stands before what it counts. */
  tbody td[data-label="#"] { flex: none; order: -2; display: block; }
  tbody td[data-label="#"]::before { content: none; }
  tbody th[data-label="#"] > div::before { content: "# "; }
}
@page { size: A4; margin: 13mm; }
@media print {
  :root { color-scheme: light; --ink: #111; --soft: #4a4a4a; --line: #bbb; --paper: #fff; --band: #f2f2f2;
    --link: #0b4a8a; --good: #0d5a2f; --good-band: #eaf6ee; --mixed: #6b4600; --mixed-band: #fdf4e1;
    --bad: #8e1f1f; --bad-band: #fdeeec; }
  body { font-size: 9pt; line-height: 12.2pt; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  main { max-width: none; padding: 0; }
  h1 { font-size: 16pt; line-height: 20pt; margin: 0 0 6pt; }
  h1 small { font-size: 8.5pt; line-height: 12pt; margin: 0 0 2pt; }
  h2 { font-size: 11pt; line-height: 14pt; margin: 8pt 0 3pt; break-after: avoid; }
  p, ul, dl, table { margin: 0 0 5pt; }
  ul { padding-left: 12pt; }
  li { margin: 0; }
  dl { gap: 0 8pt; grid-template-columns: 20% 1fr; }
  table { font-size: 9pt; }
  caption { font-size: 8.5pt; padding: 0 0 2pt; }
  thead { display: table-header-group; }
  thead th { font-size: 8pt; }
  th, td { padding: 2pt 3pt; }
  th div + div, td div + div { margin-top: 0; }
  tr, li, .headline { break-inside: avoid; }
  caption, thead { break-after: avoid; }
  tbody tr:first-child { break-before: avoid; }
  p { orphans: 3; widows: 3; }
  .headline { padding: 5pt 8pt; }
  .headline strong { font-size: 12pt; }
  a { text-decoration: none; }
  footer { margin-top: 6pt; font-size: 8pt; line-height: 10pt; }
}
"""
STYLE += "".join(f".w{share} {{ width: {share}%; }}\n" for share in range(5, 61))
"""Columns have their width by a class: a style attribute would need the page to allow them all."""
