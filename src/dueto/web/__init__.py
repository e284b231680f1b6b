"""Pages (HTMX), one module per resource, and form posts."""
