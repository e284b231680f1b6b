"""Reading forms, what came in by them, and the content behind them."""
