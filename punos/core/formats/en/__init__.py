"""English formats as Finnish authorities use them."""
