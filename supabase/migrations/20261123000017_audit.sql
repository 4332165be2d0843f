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

-- Writes an entry, or adds persons to one of the same actor that was begun (p_entry): one deed in several calls is one
-- entry. Returns its number.
create function regulars.write_audit(p_actor text, p_action text, p_subject text, p_persons bigint, p_detail jsonb default '{}',
  p_entry bigint default null)
returns bigint
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_entry bigint;
begin
  update audit set persons = persons + p_persons where audit_id = p_entry and actor = p_actor and action = p_action
  returning audit_id into v_entry;
  if v_entry is null then
    insert into audit (actor, action, subject, persons, detail)
    values (p_actor, p_action, p_subject, p_persons, coalesce(p_detail, '{}'))
    returning audit_id into v_entry;
  end if;
  return v_entry;
end
$$;
