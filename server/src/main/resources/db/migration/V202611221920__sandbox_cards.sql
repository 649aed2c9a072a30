-- What happens after a payment depends on the card, not only whether it takes its time.
alter table sandbox.session add column card text;
update sandbox.session set card = 'DELAYED' where slow;
alter table sandbox.session drop column slow;
