#!/bin/sh
# Ten days of study on a pseudo-terminal; whatever is said of today and tomorrow is compared with a count of its own.
set -eu
cd "$(dirname "$0")/../.."
exec cargo test --test it fortnight -- --ignored --nocapture
