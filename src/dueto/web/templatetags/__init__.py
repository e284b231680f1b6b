"""Tags of the templates: sentences, numbers, times, icons, notes, components."""
