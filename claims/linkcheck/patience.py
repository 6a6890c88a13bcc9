"""How long a server may take: its silence counts, what we were too busy to hear does not."""

from math import inf

LOWEST_SPEED = 100  # bytes a second
CONNECT_SECONDS = 10.0


class Patience:
    """Measures one request. All times are seconds, of one monotonic clock.

    `limit` is for all of it, `slow_limit` for an answer that comes at less than
    `LOWEST_SPEED`.
    """

    def __init__(self, limit: float, slow_limit: float, now: float) -> None:
        self.limit, self.slow_limit, self.began_at = limit, slow_limit, now
        self.excused = 0.0
        self.progress: tuple[float, int] = (0.0, 0)
        self.answers_since, self.received_then = inf, 0

    def resume(self, away: float, progress: tuple[float, int]) -> None:
        """Note that we come back after `away` seconds.

        `progress` is when the connection stood (0 before) and how many bytes have come. If
        there is any, the server waited for us and not we for it: that time is excused.
        """
        if progress != self.progress:
            self.progress = progress
            self.excused += away

    def taken(self, now: float) -> float:
        return max(0.0, now - self.began_at - self.excused)

    def complaint(self, now: float, progress: tuple[float, int]) -> str:
        """Return what is wrong as a sentence, or "" while there is hope."""
        connected_at, received = progress
        taken = self.taken(now)
        if not connected_at and taken > min(self.limit, CONNECT_SECONDS):
            return f"no connection within {taken:.1f} s"
        if taken > self.limit:
            return f"not complete within {taken:.1f} s"
        if received and self.answers_since == inf:
            self.answers_since, self.received_then = now, received
        # Slowness needs no excuse: what is sent meanwhile waits for us, up to far more than this.
        answering, came = now - self.answers_since, received - self.received_then
        if answering > self.slow_limit and came < answering * LOWEST_SPEED:
            return f"too slow: {came} bytes in {answering:.1f} s"
        return ""
