-- Views alone: nothing of the log is touched.
-- Imported reviews count for all that scheduled ones do, so day_sums and day_hours are of both, and introduced_day of
-- states is null only when no review feeds the item's memory.

alter table day_sums drop column scheduled;
alter table day_hours rename column scheduled to reviews;

-- Marks the views as those of an earlier replay: they are made anew after the last step.
update meta set value = 0 where key = 'views' and exists (select 1 from reviews where purpose = 3);
