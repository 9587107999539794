"""The rooms of several processes: each emission goes round by Redis as well.

What is published while Redis is away, or while we subscribe again, is lost: Redis keeps nothing. Every
browser of this process is then asked to catch up.
"""

import logging
import random
import time
from collections.abc import Iterator
from typing import Any

from socketio import RedisManager

from .handlers import Handlers
from .rooms import Rooms

logger = logging.getLogger(__name__)

# A frozen Redis is given up after that; some versions of redis-py wait for ever.
TIMEOUTS = {"socket_timeout": 5, "socket_connect_timeout": 2}
IDLE = 20.0  # seconds without news before one asks Redis whether it is there
AHEAD = 10_000  # news that may wait for it: beyond, they are lost, as those told while it is away
FIRST, MOST = 0.2, 5.0  # seconds before one tries again


class SharedRooms(RedisManager, Rooms):  # type: ignore[misc]  # the library says no types
    """``Rooms`` of which this process has a part."""

    def __init__(self, url: str, channel: str) -> None:
        super().__init__(url, channel=channel, redis_options=dict(TIMEOUTS))  # type: ignore[call-arg]
        self.times = 0  # one subscribed
        self.publishing = Handlers(1)  # in order, and no request waits for Redis

    def _publish(self, data: Any) -> None:
        if self.publishing.works.qsize() < AHEAD:
            self.publishing.submit(lambda: super(SharedRooms, self)._publish(data))

    def _redis_listen_with_retries(self) -> Iterator[Any]:
        """What comes, for ever. The mother's tells nobody of a gap, and hears nothing of a frozen Redis."""
        wait = FIRST
        while True:
            before = self.times
            try:
                yield from self._news()
            except Exception as wrong:
                if wait == FIRST or self.times > before:  # said once a gap
                    logger.warning("Redis is away: %s", wrong)
            wait = 2 * FIRST if self.times > before else min(wait * 2, MOST)
            time.sleep(wait * (0.5 + random.random()))

    def _news(self) -> Iterator[Any]:
        self._redis_connect()
        redis, pubsub = self.redis, self.pubsub  # who publishes may put others in their place
        pubsub.subscribe(self.channel)
        redis.ping()
        self.times += 1
        if self.times > 1:
            Rooms.emit(self, "rattraper", {}, "/")  # those of this process alone
        while True:
            if message := pubsub.get_message(timeout=IDLE):
                yield message
            else:
                redis.ping()
