-- Customers, and the names by which each source knows them.

create table regulars.customers (
  customer_id bigint generated always as identity primary key,
  name text,
  email text,
  phone text,
  document text,
  city text,
  state text,
  created_at timestamptz not null default now(),
  -- Since when nothing is known of the person any more; their orders stay, as anybody's.
  erased_at timestamptz
);

-- 'id' and 'name' belong to one source; 'email', 'document' and 'phone' are the same person everywhere (source 0).
-- The key starts with the customer, so that the table can be distributed by customer; the look-up has its index.
create table regulars.identities (
  customer_id bigint not null,
  kind text not null check (kind in ('id', 'email', 'document', 'phone', 'name')),
  source_id smallint not null,
  value text not null,
  primary key (customer_id, kind, source_id, value)
);
create index identities_value on regulars.identities (value, kind, source_id);

alter table regulars.customers enable row level security;
alter table regulars.identities enable row level security;

-- Finds the customer of each person that orders of batch_parsed name, in batch_persons: the one known by the source's
-- id, else by e-mail, document, phone, else (with none of these) by name within the source; else a new one. Returns how
-- many were made.
create function regulars.resolve_customers(p_source smallint, p_customers json) returns integer
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_created integer;
begin
  create temp table if not exists batch_persons (
    n integer, place integer, grp integer, customer_id bigint, id text, email text, document text, phone text, name text,
    city text, state text, is_told boolean not null default false
  ) on commit delete rows;
  create temp table if not exists batch_identities (
    n integer, rank integer, kind text, source_id smallint, value text, customer_id bigint
  ) on commit delete rows;
  truncate batch_persons, batch_identities;

  -- Each is numbered by the last order that names it, and a group of its own at first.
  insert into batch_persons (n, place, grp, id, email, document, phone, name, city, state)
  select o.n, c.place, o.n, nullif(btrim(c.id), ''), nullif(lower(btrim(c.email)), ''), nullif(btrim(c.document), ''),
    nullif(btrim(c.phone), ''), nullif(btrim(c.name), ''), nullif(btrim(c.city), ''), nullif(btrim(c.state), '')
  from (select customer, max(n) as n from batch_parsed group by 1) o
  join (
    select c.*
    from json_to_record(p_customers) as g (id text[], email text[], document text[], phone text[], name text[],
      city text[], state text[])
    cross join lateral unnest(g.id, g.email, g.document, g.phone, g.name, g.city, g.state) with ordinality
      as c (id, email, document, phone, name, city, state, place)
  ) c on c.place = o.customer;

  if exists (select from batch_persons where coalesce(id, email, document, phone, name) is null) then
    raise exception 'a customer has no id, e-mail, document, phone or name' using errcode = '22023';
  end if;

  insert into batch_identities (n, rank, kind, source_id, value, customer_id)
  select i.n, i.rank, i.kind, i.source_id, i.value, d.customer_id
  from (
    select n, 1 as rank, 'id' as kind, p_source as source_id, id as value from batch_persons where id is not null
    union all
    select n, 2, 'email', 0::smallint, email from batch_persons where email is not null
    union all
    select n, 3, 'document', 0::smallint, document from batch_persons where document is not null
    union all
    select n, 4, 'phone', 0::smallint, phone from batch_persons where phone is not null
    union all
    select n, 5, 'name', p_source, name from batch_persons where coalesce(id, email, document, phone) is null
  ) i
  left join lateral (
    select min(customer_id) as customer_id from identities d
    where d.value = i.value and d.kind = i.kind and d.source_id = i.source_id
  ) d on true;

  update batch_persons p set customer_id = k.customer_id
  from (
    select distinct on (n) n, customer_id from batch_identities
    where customer_id is not null
    order by n, rank, customer_id
  ) k
  where k.n = p.n;

  -- Persons who share an identity, or are joined by others who do, are one group, named by its least member.
  if exists (select from batch_identities group by value, kind, source_id having count(distinct n) > 1) then
    loop
      update batch_persons p set grp = g.grp
      from (
        select n, min(least_grp) as grp
        from (
          select i.n, min(p.grp) over (partition by i.value, i.kind, i.source_id) as least_grp
          from batch_identities i
          join batch_persons p on p.n = i.n
        ) shared
        group by n
      ) g
      where g.n = p.n and g.grp < p.grp;
      exit when not found;
    end loop;
    update batch_persons p set customer_id = g.customer_id
    from (select grp, min(customer_id) as customer_id from batch_persons group by grp) g
    where g.grp = p.grp and p.customer_id is null and g.customer_id is not null;
  end if;

  with made as (
    select distinct on (grp) grp, n, nextval(pg_get_serial_sequence('regulars.customers', 'customer_id')) as customer_id,
      name, email, phone, document, city, state
    from batch_persons where customer_id is null order by grp, n desc
  ), inserted as (
    insert into customers (customer_id, name, email, phone, document, city, state) overriding system value
    select customer_id, name, email, phone, document, city, state from made
  ), given as (
    update batch_persons p set customer_id = m.customer_id, is_told = p.n = m.n
    from made m
    where m.grp = p.grp and p.customer_id is null
  )
  select count(*) into v_created from made;

  insert into identities (customer_id, kind, source_id, value)
  select distinct p.customer_id, i.kind, i.source_id, i.value
  from batch_identities i
  join batch_persons p on p.n = i.n
  where i.customer_id is distinct from p.customer_id
  on conflict do nothing;

  -- The latest writing wins, field by field, for the few who are told otherwise than they are known.
  with changed as (
    select distinct p.customer_id
    from batch_persons p
    cross join lateral (select * from customers k where k.customer_id = p.customer_id offset 0) c
    where not p.is_told and (
      coalesce(p.name, c.name), coalesce(p.email, c.email), coalesce(p.phone, c.phone),
      coalesce(p.document, c.document), coalesce(p.city, c.city), coalesce(p.state, c.state)
    ) is distinct from (c.name, c.email, c.phone, c.document, c.city, c.state)
  ), latest as (
    select p.customer_id,
      (array_agg(p.name order by p.n desc) filter (where p.name is not null))[1] as name,
      (array_agg(p.email order by p.n desc) filter (where p.email is not null))[1] as email,
      (array_agg(p.phone order by p.n desc) filter (where p.phone is not null))[1] as phone,
      (array_agg(p.document order by p.n desc) filter (where p.document is not null))[1] as document,
      (array_agg(p.city order by p.n desc) filter (where p.city is not null))[1] as city,
      (array_agg(p.state order by p.n desc) filter (where p.state is not null))[1] as state
    from batch_persons p
    join changed on changed.customer_id = p.customer_id
    group by p.customer_id
  )
  update customers c set
    name = coalesce(l.name, c.name), email = coalesce(l.email, c.email), phone = coalesce(l.phone, c.phone),
    document = coalesce(l.document, c.document), city = coalesce(l.city, c.city), state = coalesce(l.state, c.state)
  from latest l
  where c.customer_id = l.customer_id;

  return v_created;
end
$$;
