"""Date and number formats of the interface languages; Django finds them through FORMAT_MODULE_PATH."""
