"""Every figure of the built project, wide and narrow: no text over another, none off the page, every value said."""
