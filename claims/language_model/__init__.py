"""The language model that an operator may set up: asked for passages, and believed nothing else."""
