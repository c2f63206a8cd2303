"""Raw file to Parquet under a contract: delimited files, workbooks, .sav, StatLine. Knows formats, no statistics."""
