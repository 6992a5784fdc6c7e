"""What the programs stand on: a database of their own with fsync on, filled once, and the two servers."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from bench.serving import ROOT, Server, served
from punos.core.postgres import Cluster

# What decides what the database holds; filling it takes a minute, so nothing else fills it anew.
FILLED_BY = (
    "bench/filling.py",
    "bench/floor/models.py",
    "punos/*/migrations/*.py",
    "punos/consultations/tasks/*.py",
    "punos_analysis/*.py",
    "town/**/*.py",
)


@dataclass(frozen=True)
class Ground:
    """The site and the floor, both answering, on one database server."""

    site: Server
    floor: Server


@contextmanager
def database() -> Iterator[None]:
    """The embedded server of the benchmarks, filled, and Django set up to use it in this process."""
    cluster = Cluster.for_checkout(ROOT, name="bench")
    os.environ |= {"DATABASE_URL": cluster.conninfo, "DEMO": "1", "DJANGO_SETTINGS_MODULE": "config.settings"}
    os.environ["STATIC_ROOT"] = str(ROOT / "var" / "bench-static")
    # visitors come from networks of their own, or the gate takes them all for one
    os.environ |= {"TRUST_PROXY": "1", "PROXY_TELLS_ARRIVAL": "1"}
    with cluster.joined():
        mark = fingerprint()
        with psycopg.connect(make_conninfo(cluster.conninfo, dbname="postgres"), autocommit=True) as server:
            fresh = _mark_of(server) != mark
            if fresh:
                server.execute("DROP DATABASE IF EXISTS punos WITH (FORCE)")
                server.execute("CREATE DATABASE punos")
                server.execute("DROP DATABASE IF EXISTS floor WITH (FORCE)")
                server.execute("CREATE DATABASE floor")
            import django

            django.setup()
            if fresh:
                from bench import filling

                print(
                    "Filling the database of the benchmarks, once after each change of the code ...",
                    flush=True,
                )
                filling.fill()
                server.execute(f"COMMENT ON DATABASE punos IS '{mark}'")
        yield


def _mark_of(server: psycopg.Connection) -> str:
    """What the database was filled by, as its comment tells; nothing if it was cut short."""
    row = server.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = 'punos'"
    ).fetchone()
    return str(row[0]) if row else ""


def fingerprint() -> str:
    """Changes with the code that fills the database."""
    digest = hashlib.sha256()
    for path in sorted(path for pattern in FILLED_BY for path in ROOT.glob(pattern)):
        digest.update(f"{path.relative_to(ROOT)} ".encode() + path.read_bytes())
    return digest.hexdigest()


@contextmanager
def ready() -> Iterator[Ground]:
    """Database, site and floor."""
    with (
        database(),
        served("config.wsgi:application", "config.settings") as site,
        served("bench.floor.wsgi:application", "bench.floor.settings") as floor,
    ):
        yield Ground(site, floor)


def data_folder() -> Path | None:
    """The folder with the real data sets (PUNOS_DATA), if there is one."""
    folder = Path(os.environ.get("PUNOS_DATA") or ROOT.parent / "shared" / "data")
    return folder if folder.is_dir() else None
