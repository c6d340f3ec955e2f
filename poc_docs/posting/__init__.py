"""The only place that talks to another machine: a message goes to an incoming webhook, and nowhere else."""
