"""The register of gaps, and what plans say of each gap: workarounds, deals, and the amounts behind it."""
