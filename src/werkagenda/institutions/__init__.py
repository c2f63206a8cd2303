"""Institutions through the years: mergers, codes, quarters, values per institution."""
