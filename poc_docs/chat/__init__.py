"""Messages to the channel that both parties read, as Block Kit.

kickoff.kickoff(at, pattern)   opens the channel: criteria, dates, people, what to pin
standup.standup(at, since)     opens the day's thread: done, due, blockers
weekly.weekly(at)              the checkpoint, and current values against targets
win.win(at)                    the moment of success

Each takes a plan on a day and gives a ``Message``. Whatever is for our own eyes only stays out: amounts,
credits, the CRM, computed health, signals, mail addresses.
"""
