"""What the worker does for the outbox."""

from __future__ import annotations

from procrastinate.contrib.django import app

from kinerja.foundation import clock
from kinerja.notifications.sending import send_due


@app.task(name="notifications.send_mails")
def send_mails() -> None:
    """Send what is due now; queued by `notify` in its own transaction."""
    send_due(at=clock.now())


@app.periodic(cron="* * * * *")
@app.task(name="notifications.send_mails_again", queueing_lock="send_mails_again")
def send_mails_again(timestamp: int) -> None:
    """Try again what failed, and what a killed worker left behind."""
    send_due(at=clock.now())
