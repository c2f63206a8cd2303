"""Answers of students and graduates: weighted shares, years of measurement."""
