"""How Sphinx builds these pages: Markdown, one theme, nothing fetched from the network."""

from dueto import __version__

project = "Dueto"
author = "The Dueto team"
copyright = "2026, the Dueto team. Apache-2.0"
version = release = __version__
language = "en"

extensions = ["myst_parser"]
myst_heading_anchors = 3
myst_enable_extensions = ["deflist"]
exclude_patterns = ["_build"]
# The proofs are written by `make proof`; where nobody has made them yet, their list is empty.
suppress_warnings = ["toc.empty_glob"]

html_theme = "furo"
html_title = "Dueto"
html_show_sourcelink = False
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#1f4f8b", "color-brand-content": "#1f4f8b"},
    "dark_css_variables": {"color-brand-primary": "#8fb8ec", "color-brand-content": "#8fb8ec"},
}
