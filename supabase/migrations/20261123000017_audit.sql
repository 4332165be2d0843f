-- Who did or saw what only some may: written in the same transaction as the deed itself.

create table regulars.audit (
  audit_id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  -- As `slack:U…`, `discord:…`, `web:…`, `console:…`.
  actor text not null,
  action text not null,
  -- What it was done to: a segment's or campaign's name, a customer's number.
  subject text not null,
  -- How many persons it concerned.
  persons bigint not null,
  detail jsonb not null default '{}'
);
create index audit_at on regulars.audit (at);

alter table regulars.audit enable row level security;

create function regulars.write_audit(p_actor text, p_action text, p_subject text, p_persons bigint, p_detail jsonb default '{}')
returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  insert into audit (actor, action, subject, persons, detail) values (p_actor, p_action, p_subject, p_persons, p_detail);
end
$$;
