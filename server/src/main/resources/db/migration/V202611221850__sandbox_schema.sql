-- The sandbox is a module of its own, as a real provider would be somebody else.
create schema sandbox;
alter table payments.sandbox_session set schema sandbox;
alter table payments.sandbox_refund set schema sandbox;
alter table payments.sandbox_event set schema sandbox;
alter table sandbox.sandbox_session rename to session;
alter table sandbox.sandbox_refund rename to refund;
alter table sandbox.sandbox_event rename to event;
