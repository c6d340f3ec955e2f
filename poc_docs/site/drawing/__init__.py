"""Drawings as inline SVG: a pure function from numbers to markup, with a title, a description and a table.

Colours are classes of the stylesheet, which takes them from the theme: light, dark and print follow it.
"""
