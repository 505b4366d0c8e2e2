-- What deck files hold, so that unchanged files need not be read again. This is a cache: it may be deleted at any time.
-- Lists that are never searched are stored as JSON.

create table folders (
  id   integer primary key,
  path blob not null unique        -- canonical; empty for the built-in files
) strict;

-- A changed file gets a new id, so that nothing read from its earlier state is taken for current.
create table files (
  id       integer primary key autoincrement,
  folder   integer not null,
  name     blob not null,          -- the file's own name
  link     blob not null,          -- the name it was found by: its own, or a link's
  size     integer not null,       -- bytes
  mtime    integer not null,       -- nanoseconds since 1970
  ctime    integer not null,       -- nanoseconds since 1970
  inode    integer not null,       -- hash of device and inode
  hash     integer not null,       -- of its bytes
  settled  integer not null,       -- 1 if any later change is certain to show in size or times
  diagnostics integer not null,       -- count
  unique (folder, name, link)
) strict;

create table diagnostics (
  file         integer not null,
  nth          integer not null,
  rule         text not null,
  line         integer not null,   -- from 1
  column       integer not null,   -- from 1, in characters
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
  about      text,                 -- with its marks
  source     text,
  english    integer not null,     -- 0 or 1
  language   text,                 -- as in the file; null if none
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
  place     integer not null,      -- position in the file, from 0
  kind      integer not null,      -- index in Kind::ALL
  possible  integer not null,      -- how many answers can be picked; 0 if nothing is picked
  suspended integer not null,      -- 0 or 1
  revision  integer not null,
  tags      text,                  -- JSON: its own tags; null if none
  claims    text,                  -- JSON; null if none
  was       text,                  -- JSON: earlier names; null if none
  start     integer not null,      -- where its lines begin in the file, in bytes
  length    integer not null,      -- of its lines, in bytes; 0 if it shares a line with another card
  line      integer not null,      -- its first line, from 1
  digest    integer not null,      -- hash of the whole card
  primary key (file, place)
) strict, without rowid;

create table items (
  name   text not null,            -- deck/card or deck/card#part
  file   integer not null,
  place  integer not null,         -- position in the file, from 0
  card   integer not null,         -- place of its card
  judged integer not null,         -- 1 if the program judges its answers
  primary key (name, file)
) strict, without rowid;
-- Includes the card, so that a deck can be read from this index and the table of cards alone.
create index items_by_place on items (file, place, card, judged);

create table sources (
  file    integer primary key,
  outline text not null            -- JSON, see OutlineRow
) strict;

-- Synonyms decide how answers are judged, so they have a digest, as each card has.
create table synonyms (
  file   integer primary key,
  lists  text not null,            -- JSON: lists of answers
  digest integer not null          -- hash of their text
) strict;
