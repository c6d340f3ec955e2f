"""The tracking data of plans: one set of tables, and the formats in which it leaves the repository."""
