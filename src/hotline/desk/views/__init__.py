"""The desk's pages and commands: they call services and selectors and nothing else."""
