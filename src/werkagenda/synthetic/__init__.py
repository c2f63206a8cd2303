"""The seeded populations and the files that are written from them, in the formats of the real ones."""
