"""One matter a module: what people typed into a cell, as one clean value or a refusal with its reason."""
