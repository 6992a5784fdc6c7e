"""The words of the demo town, each in Finnish, Swedish and English, as plain data."""
