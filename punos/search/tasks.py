"""Jobs of the index: looking up the base forms of new words, so that every form of a word finds it."""

from procrastinate.contrib.django import app

from punos.search import actions, adapters, queries


# Not at the hour: a row may have been entered before there was a job for it, or while no dictionary answered.
@app.periodic(cron="7 * * * *")
@app.task(name="punos.search.tasks.sweep", lock="search.lemmatise", queueing_lock="search.sweep")
def sweep(timestamp: int) -> None:
    """Once an hour, take up rows that were left waiting."""
    _lemmatise_waiting()


@app.task(name="punos.search.tasks.lemmatise", retry=3)
def lemmatise() -> None:
    """Make every waiting row findable by base forms; after another job has done so, this is one query."""
    _lemmatise_waiting()


def _lemmatise_waiting() -> None:
    """Ask the dictionaries for words that are new, if there are any, and go through the rows."""
    actions.learn(forms=adapters.look_up(queries.unknown_words()))
    while actions.lemmatise():
        pass
