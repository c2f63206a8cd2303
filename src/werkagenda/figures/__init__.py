"""House style and the drawing of products."""
