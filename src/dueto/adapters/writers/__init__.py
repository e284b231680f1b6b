"""Tables written for spreadsheets, piece by piece, so that a whole base needs no more memory than a page of it."""
