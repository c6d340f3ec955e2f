"""What the prospect may read of a plan: ``allowed`` takes it out of the plan, ``page`` sees nothing else."""
