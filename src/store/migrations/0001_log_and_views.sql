-- The log: items, writers, reviews, acts. Truth; rows are added and never changed.
-- The views: states, carries, day_sums. Made from the log, and made anew from it at any time.

create table meta (
  key   text primary key,     -- learner, device: UUIDs of 16 bytes; views: number of the replay that made the views
  value any not null
) strict, without rowid;

create table items (
  id       integer primary key,   -- 0 stands for the whole log
  name     text not null unique,  -- deck/card or deck/card#part
  prompt   text,                  -- as last seen in a deck
  revision integer                -- of the card, as last seen in a deck
) strict;
insert into items (id, name) values (0, '');

create table writers (
  id      integer primary key,
  device  blob not null,      -- UUID, 16 bytes
  version text not null,      -- of the program
  unique (device, version)
) strict;

create table reviews (
  item           integer not null references items (id),
  at_ms          integer not null,  -- milliseconds since 1970, UTC
  id             blob not null,     -- UUIDv7, 16 bytes
  writer         integer not null references writers (id),
  offset_minutes integer not null,  -- east of UTC
  day            integer not null,  -- study day, counted from 1 January 1970
  due_day        integer not null,  -- study day
  purpose        integer not null,  -- 0 scheduled, 1 cram, 2 exam, 3 imported
  verdict        integer,           -- 0 wrong, 1 right, null none
  suggested      integer,           -- 1 again, 2 hard, 3 good, 4 easy, null none
  rating         integer not null,  -- 1 again, 2 hard, 3 good, 4 easy
  hints          integer not null,  -- count
  revision       integer not null,  -- of the card
  ms             integer not null,  -- milliseconds taken
  answer         text,
  primary key (item, at_ms, id)
) strict, without rowid;

create table acts (
  item           integer not null references items (id),
  at_ms          integer not null,  -- milliseconds since 1970, UTC
  id             blob not null,     -- UUIDv7, 16 bytes
  writer         integer not null references writers (id),
  offset_minutes integer not null,  -- east of UTC
  day            integer not null,  -- study day, counted from 1 January 1970
  kind           text not null,     -- retract, amend, suspend, …; a newer program's kinds as they came
  target         blob,              -- retract, amend: UUIDv7, 16 bytes
  source         integer references items (id),  -- carry: the earlier name
  due_day        integer,           -- amend, due: study day
  rating         integer,           -- amend: 1 again, 2 hard, 3 good, 4 easy
  guessed        integer,           -- amend: 0 or 1
  overruled      integer,           -- amend: 0 or 1
  body           text,              -- flag: note; params: weights; exam and unknown kinds: JSON
  primary key (item, at_ms, id)
) strict, without rowid;

create trigger reviews_are_not_changed before update on reviews
begin select raise(abort, 'the log is only added to'); end;
create trigger reviews_are_not_removed before delete on reviews
begin select raise(abort, 'the log is only added to'); end;
create trigger acts_are_not_changed before update on acts
begin select raise(abort, 'the log is only added to'); end;
create trigger acts_are_not_removed before delete on acts
begin select raise(abort, 'the log is only added to'); end;

create table states (
  item           integer primary key references items (id),
  newest_id      blob not null,  -- the highest id among the item's own events
  attempts       integer not null,  -- standing reviews
  suspended      integer,        -- 0 or 1; null leaves it to the deck
  buried_day     integer,        -- study day
  flagged        integer not null,  -- 0 or 1
  note           text,
  asked_day      integer,        -- due_day; null when new or suspended
  -- From here on null when no review feeds the item's memory.
  stability      real,           -- days
  difficulty     real,           -- 1 to 10
  due_day        integer,        -- study day
  introduced_day integer,        -- study day; null as well when all reviews were imported
  last_day       integer,        -- study day
  last_at_ms     integer,        -- milliseconds since 1970, UTC
  last_id        blob,           -- of the review at last_at_ms
  last_rating    integer,        -- 1 again, 2 hard, 3 good, 4 easy
  revision       integer,        -- of the card
  reviews        integer,        -- count
  lapses         integer         -- count
) strict;
-- Covers what a start asks: what is due, how weak it is, whether it is buried.
create index states_by_asked_day on states (asked_day, buried_day, last_day, stability, revision);
create index states_by_newest_id on states (newest_id);

create table carries (
  item   integer not null references items (id),
  source integer not null references items (id),  -- its earlier name
  primary key (item, source)
) strict, without rowid;
create index carries_by_source on carries (source);

create table day_sums (
  day         integer primary key,  -- study day
  reviews     integer not null,     -- counts, of standing reviews
  scheduled   integer not null,
  introduced  integer not null,
  ms          integer not null,     -- milliseconds
  young       integer not null,
  young_kept  integer not null,
  mature      integer not null,
  mature_kept integer not null
) strict;
