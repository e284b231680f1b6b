"""The only place that wires: settings from the environment, addresses, the ASGI application."""
