"""A page per institution and a page per indicator."""
