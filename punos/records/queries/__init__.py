"""What is read for pages and packages of this room."""
