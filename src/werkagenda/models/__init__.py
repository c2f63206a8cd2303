"""Statistical models and tests; they know matrices and no register."""
