-- Views alone: nothing of the log is touched.
-- A state carries the name of its item, so that what a start asks is answered from one index, without a look at
-- items; and each deck has its sums, so that a deck in which nothing has changed is known by three numbers.

drop index states_by_asked_day;
drop index states_by_newest_id;
alter table states rename to old_states;

-- Counts and days that `stats` reads of every item stand first: what lies behind them is not looked at.
create table states (
  name           text primary key,  -- deck/card or deck/card#part
  attempts       integer not null,  -- standing reviews
  suspended      integer,           -- 0 or 1; null leaves it to the deck
  buried_day     integer,           -- study day
  flagged        integer not null,  -- 0 or 1
  -- From here on null when no review feeds the item's memory.
  stability      real,              -- days
  difficulty     real,              -- 1 to 10
  due_day        integer,           -- study day
  introduced_day integer,           -- study day; null as well when all reviews were imported
  last_day       integer,           -- study day
  last_rating    integer,           -- 1 again, 2 hard, 3 good, 4 easy
  revision       integer,           -- of the card
  reviews        integer,           -- count
  lapses         integer,           -- count
  last_at_ms     integer,           -- milliseconds since 1970, UTC
  last_id        blob,              -- of the review at last_at_ms: UUIDv7, 16 bytes
  -- Up to here.
  asked_day      integer,           -- due_day; null when new or suspended
  item           integer not null,  -- of the log's items
  newest_id      blob not null,     -- the highest id among the item's own events
  note           text
) strict, without rowid;

insert into states
  select name, attempts, suspended, buried_day, flagged, stability, difficulty, due_day, introduced_day, last_day,
         last_rating, old_states.revision, reviews, lapses, last_at_ms, last_id, asked_day, item, newest_id, note
  from items cross join old_states on item = id order by name;
drop table old_states;

-- Covers what a start asks: what is due, when it was last answered and how, whether it is buried or another's word.
create index states_by_asked_day on states (asked_day, name, buried_day, last_day, last_rating, revision, suspended);
create index states_by_last_day on states (last_day);
create index states_by_newest_id on states (newest_id);

create table decks (
  deck    text primary key,   -- its id
  items   integer not null,   -- count of its items that have a review which feeds memory
  names   integer not null,   -- the hashes of their names, added up modulo 2^64
  prompts integer             -- not of the log: the hashes of what was asked, added up modulo 2^64, as last taken for known
) strict, without rowid;
