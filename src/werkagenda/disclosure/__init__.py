"""Which counts may leave: rules, the linked system of cells, suppression and its proof. Knows no sentence."""
