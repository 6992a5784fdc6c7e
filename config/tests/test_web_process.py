"""What a web process has in its memory: no arrays, no chart renderer, no analysis, no dictionary."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# Everything a web server imports before its first request: the application, every address and the rooms' jobs.
LOOK = """
import sys
from config.wsgi import application
from django.urls import get_resolver
from procrastinate.contrib.django import app
get_resolver().reverse_dict
heavy = {"PIL", "altcha", "docx", "numpy", "pikepdf", "playwright", "scipy", "simplemma", "sklearn", "typst", "vl_convert", "xlsxwriter"}
print(len(app.tasks), callable(application), sorted(heavy & set(sys.modules)))
"""


def test_web_process_imports_neither_arrays_nor_the_chart_renderer() -> None:
    run = subprocess.run(
        [sys.executable, "-c", LOOK],
        cwd=ROOT,
        env={**os.environ, "DEMO": "1", "DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True,
        text=True,
        check=True,
    )

    jobs, is_there, heavy = run.stdout.strip().split(" ", 2)
    assert (int(jobs) > 3, is_there, heavy) == (True, "True", "[]")
