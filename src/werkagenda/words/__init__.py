"""Facts to Dutch: labels, series, sentences. Reads products, and no raw file."""
