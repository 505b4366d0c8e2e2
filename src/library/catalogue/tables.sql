-- What deck files hold, so that a file that has not changed need not be read again. A cache: it may be deleted at any
-- time. Lists are JSON where nothing is ever looked for in them.

create table folders (
  id   integer primary key,
  path blob not null unique        -- canonical; empty for the built-in files
) strict;

-- A file that has changed gets a new id, so that nothing read from its earlier state is taken for the present one.
create table files (
  id       integer primary key autoincrement,
  folder   integer not null,
  name     blob not null,          -- of the file itself
  link     blob not null,          -- the name it was found by: its own, or that of a link
  size     integer not null,       -- bytes
  mtime    integer not null,       -- nanoseconds since 1970
  ctime    integer not null,       -- nanoseconds since 1970
  inode    integer not null,       -- hash of device and inode
  hash     integer not null,       -- of its bytes
  settled  integer not null,       -- 1 if every later change is certain to show in size or times
  problems integer not null,       -- count
  unique (folder, name, link)
) strict;

create table problems (
  file         integer not null,
  nth          integer not null,
  rule         text not null,
  line         integer not null,   -- from 1
  column       integer not null,   -- from 1, in characters
  warning      integer not null,   -- 0 or 1
  asked_anyway integer not null,   -- 0 or 1
  what         text not null,
  line_text    text not null,
  caret        integer not null,
  note         text,
  help         text,
  primary key (file, nth)
) strict, without rowid;

create table decks (
  file       integer primary key,
  id         text not null,
  title      text not null,        -- with its marks
  source     text,
  english    integer not null,     -- 0 or 1
  after      text,                 -- JSON: ids of decks; null if none
  tags       text,                 -- JSON: tags of all cards; null if none
  cards      integer not null,     -- counts
  items      integer not null,
  derived    integer not null,
  exceptions integer not null,
  names      integer not null,     -- sums of hashes modulo 2^64, see DeckSums
  prompts    integer not null,
  content    integer not null,     -- hash of what the cards ask
  renamed    integer not null,     -- 1 if a card has an earlier name
  places     text not null,        -- JSON: where `id`, `after` and `source` begin
  header     text not null,        -- JSON: what a card takes from its deck, see HeaderJson
  digest     integer not null      -- hash of the header's text
) strict;

create table cards (
  file      integer not null,
  place     integer not null,      -- in the file, from 0
  kind      integer not null,      -- place in Kind::ALL
  choices   integer not null,      -- count of choices or steps
  many      integer not null,      -- 0 or 1
  suspended integer not null,      -- 0 or 1
  revision  integer not null,
  tags      text,                  -- JSON: its own; null if none
  claims    text,                  -- JSON; null if none
  was       text,                  -- JSON: earlier names; null if none
  start     integer not null,      -- where its lines begin in the file, in bytes
  length    integer not null,      -- of its lines, in bytes; 0 if it shares a line with another card
  line      integer not null,      -- its first line, from 1
  digest    integer not null,      -- hash of all of the card
  primary key (file, place)
) strict, without rowid;

create table items (
  name  text not null,             -- deck/card or deck/card#part
  file  integer not null,
  place integer not null,          -- in the file, from 0
  card  integer not null,          -- place of its card
  primary key (name, file)
) strict, without rowid;
-- With the card, so that a deck is read from one index and the table of cards.
create index items_by_place on items (file, place, card);

create table sources (
  file    integer primary key,
  outline text not null            -- JSON, see OutlineRow
) strict;

-- What answers are judged by has a digest, as each card has.
create table synonyms (
  file   integer primary key,
  lists  text not null,            -- JSON: lists of answers
  digest integer not null          -- hash of their text
) strict;
