"""Forms that people make themselves known by, and the content behind them."""
