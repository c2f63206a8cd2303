"""What two or more steps of the workflow share. Import the modules; this package itself does nothing."""
