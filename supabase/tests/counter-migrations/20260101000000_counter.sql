-- A schema small enough for tests of what holds a database, whatever is in it.

do $$
begin
  if not exists (select from pg_roles where rolname = 'service_role') then
    create role service_role nologin noinherit bypassrls;
  end if;
end
$$;

create table counted (
  counted_by text not null,
  number bigint not null,
  filling text,
  primary key (counted_by, number)
);

create function count_up(p_by text, p_number bigint, p_filling text default null)
returns bigint
language plpgsql
security definer
set search_path = public, pg_temp
as $$
begin
  insert into counted values (p_by, p_number, p_filling);
  return p_number;
end
$$;

create function count_all(p_by text)
returns bigint
language plpgsql
stable
security definer
set search_path = public, pg_temp
as $$
begin
  return (select count(*) from counted where counted_by = p_by);
end
$$;

create function nap(p_seconds double precision)
returns void
language plpgsql
as $$
begin
  perform pg_sleep(p_seconds);
end
$$;
