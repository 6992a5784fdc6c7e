#!/usr/bin/env python
"""The same as `punos`, for those who know Django."""

from config.cli import main

if __name__ == "__main__":
    main()
