"""What the two teams promised each other, held against what was kept."""
