"""Figures against budgets. `make bench` prints one line for each: name, figure, limit, ratio, within or over."""
