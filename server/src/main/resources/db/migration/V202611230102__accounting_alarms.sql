-- Who may read the books is told of a day that does not add up, once for each time that it turned red.
alter table accounting.proof add column alarm_id uuid unique;
update accounting.proof set alarm_id = uuidv7() where not green;
alter table accounting.proof add constraint red_has_an_alarm check (green = (alarm_id is null));
