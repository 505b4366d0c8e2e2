-- Views alone: nothing of the log is touched.
-- At which hours one studied on each day, so that a streak knows a journey east from a day left out.

create table day_hours (
  day       integer not null,  -- study day
  hour      integer not null,  -- since 1970, UTC
  scheduled integer not null,  -- count of standing scheduled reviews
  primary key (day, hour)
) strict, without rowid;

insert into day_hours
  select day, at_ms / 3600000, count(*) from reviews
  where purpose = 0
    and not exists (select 1 from acts where acts.item = reviews.item and kind = 'retract' and target = reviews.id)
  group by 1, 2;
