"""The agenda: what a plan needs from people now, each item from what the file lacks, and what comes later.

today.agenda(plan, today)              phase, items, and the next one to come
steps.next_commands(plan, name, path)  the next step in a plan's life, whatever the day

Nothing is imported here: most commands need the steps, and few need all that looks at the day.
"""
