-- Views alone: nothing of the log is touched.
-- How much falls due on each day is kept, so that what a backlog comes to need not be counted item by item.

create table due_days (
  day   integer primary key,  -- study day
  items integer not null      -- count of the states whose asked_day it is
) strict;

insert into due_days select asked_day, count(*) from states where asked_day is not null group by asked_day;

-- Few are buried at a time.
create index states_by_buried_day on states (buried_day, asked_day) where buried_day is not null;
