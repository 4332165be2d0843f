-- Who may reach what: service_role calls functions, anon and authenticated nothing. Hosted Supabase has the roles
-- already; the embedded and a plain Postgres get them here.

do $$
begin
  if not exists (select from pg_roles where rolname = 'anon') then
    create role anon nologin noinherit;
  end if;
  if not exists (select from pg_roles where rolname = 'authenticated') then
    create role authenticated nologin noinherit;
  end if;
  if not exists (select from pg_roles where rolname = 'service_role') then
    create role service_role nologin noinherit bypassrls;
  end if;
end
$$;

-- The tables' schema: not exposed, and no one but its owner may even look into it. Functions in public read and
-- write it as their owner (security definer).
create schema if not exists regulars;
revoke all on schema regulars from public, anon, authenticated, service_role;

grant usage on schema public to service_role;

-- What the later migrations make begins closed. Postgres lets PUBLIC execute every new function, which only a
-- revoke without a schema takes back; hosted Supabase lets anon and authenticated too, in public.
alter default privileges revoke execute on functions from public;
alter default privileges in schema public revoke execute on functions from anon, authenticated;
alter default privileges in schema public grant execute on functions to service_role;
alter default privileges in schema public revoke all on tables from anon, authenticated;
alter default privileges in schema public revoke all on sequences from anon, authenticated;
