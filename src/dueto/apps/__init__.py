"""What Dueto keeps: one app for each noun of the business, low to high."""
