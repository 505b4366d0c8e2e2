//! What a day's events add up to.
