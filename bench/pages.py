"""The pages that are measured."""

FRONT = "/en/"
PROCESS = "/en/processes/jarjestoyhteistyo/"
CONSULTATION = "/en/processes/large/ideas/"
RESULTS = f"{CONSULTATION}results/"
PAGES = {
    "process list": "/en/processes/",
    "process page": PROCESS,
    "consultation page": CONSULTATION,
    "results page": RESULTS,
}
UNKEPT = "?nocache=1"  # a name that no page knows, so the page cache neither has nor keeps it
