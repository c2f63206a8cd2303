"""The book for either renderer."""
