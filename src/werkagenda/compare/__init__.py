"""Two deliveries side by side, cell by cell, and what stands behind a difference."""
