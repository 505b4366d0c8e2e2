"""Writes fsrs-6.csv: what an independent FSRS-6 makes of long random histories.

    pip install fsrs==6.3.2
    python fsrs-6.py > fsrs-6.csv

A history is a line of ratings and delays in whole days, 0 for a review on the same day. Fuzz is off, there are no
learning steps, and each delay is a multiple of 24 hours (ten minutes for 0), so that what the package counts as a
day is what we count as one. A history ends before its stability passes 36,500 days, where we clamp it and the
package does not. `raw` is the interval before it is rounded: the package rounds halves to even.
"""

import random
from datetime import datetime, timedelta, timezone
from importlib.metadata import version

from fsrs import Card, Rating, Scheduler

SEED = 20_260_101
HISTORIES = 120
# The defaults of FSRS-6, and weights as they come out of a fit: other initial stabilities, another decay.
FITTED = [
    0.6845, 2.1043, 5.0021, 18.4402, 6.7112, 0.9124, 2.7021, 0.0423, 1.6532, 0.2134, 0.9211,
    1.6043, 0.0912, 0.2843, 1.8921, 0.4023, 2.1032, 0.6121, 0.1523, 0.0872, 0.2312,
]


def delay(dice, interval):
    """Mostly near the interval, as learners come back; sometimes the same day, sometimes far too late."""
    kind = dice.random()
    if kind < 0.2:
        return 0
    if kind < 0.8:
        return max(1, round(interval * dice.uniform(0.5, 1.8)))
    return dice.randint(1, 400)


def main():
    dice = random.Random(SEED)
    print(f"# py-fsrs {version('fsrs')}, seed {SEED}")
    print("# fitted:", *FITTED)
    print("# history,weights,retention,elapsed,rating,stability,difficulty,raw,interval")
    for history in range(HISTORIES):
        weights = "default" if history % 3 else "fitted"
        retention = dice.choice([0.70, 0.80, 0.90, 0.90, 0.95, 0.99])
        options = {"parameters": FITTED} if weights == "fitted" else {}
        scheduler = Scheduler(
            desired_retention=retention, learning_steps=(), relearning_steps=(), enable_fuzzing=False, **options
        )
        card, now, elapsed = Card(), datetime(2026, 1, 1, tzinfo=timezone.utc), 0
        for _ in range(dice.randint(10, 40)):
            rating = dice.choices(list(Rating), weights=[2, 2, 5, 1])[0]
            card, _ = scheduler.review_card(card, rating, review_datetime=now)
            if card.stability > 36_500:
                break
            interval = (card.due - now).days
            decay = -scheduler.parameters[20]
            factor = 0.9 ** (1 / decay) - 1
            raw = card.stability / factor * (retention ** (1 / decay) - 1)
            print(
                f"{history},{weights},{retention},{elapsed},{rating.name.lower()},"
                f"{card.stability:.9g},{card.difficulty:.9g},{raw:.9g},{interval}"
            )
            elapsed = delay(dice, interval)
            now += timedelta(days=elapsed) if elapsed else timedelta(minutes=10)


main()
