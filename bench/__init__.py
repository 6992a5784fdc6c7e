"""One program for each promise that is a number: `make bench` runs them all and prints one table (README.md)."""
