-- Customers, and the names by which each source knows them.

create table regulars.customers (
  customer_id bigint generated always as identity primary key,
  name text,
  email text,
  phone text,
  document text,
  city text,
  state text,
  -- The words of the name as they are looked up.
  words text[],
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

create index customers_words on regulars.customers using gin (words);

-- The words that names are made of, with how many bear them, and what is left of each where one letter is left out (or
-- none): two words that share one are a slip apart. Of the names' size, not of the customers'.
create table regulars.name_words (
  word text collate "C" primary key,
  bearers bigint not null
);
create table regulars.name_slips (
  slip text collate "C" not null,
  word text collate "C" not null,
  primary key (slip, word)
);

-- What erased persons were known by, hashed with the shop's salt: whoever is told of again by one of these is the same
-- anonymous customer as before.
create table regulars.tombstones (
  customer_id bigint not null,
  hash bytea not null,
  primary key (customer_id, hash)
);
create index tombstones_hash on regulars.tombstones (hash);

-- Made with the first tombstone, of 244 random bits, and told by no function.
create table regulars.tombstone_salt (
  single boolean primary key default true check (single),
  salt text not null
);

alter table regulars.customers enable row level security;
alter table regulars.identities enable row level security;
alter table regulars.name_words enable row level security;
alter table regulars.name_slips enable row level security;
alter table regulars.tombstones enable row level security;
alter table regulars.tombstone_salt enable row level security;

-- The words of a name as they are looked up: folded, without what joins names in Portuguese; null without any.
create function regulars.words_of(p_name text) returns text[]
language plpgsql immutable
set search_path = regulars, pg_temp
as $$
declare
  v_name text := left(p_name, 200);
  v_words text[];
begin
  -- Plain letters need no folding, which takes five times as long; and no query is run for each of many names.
  v_name := case when octet_length(v_name) = length(v_name) then lower(v_name) else fold_text(v_name) end;
  v_words := string_to_array(translate(v_name, E'.,;:()/\\-_''"\t', '              '), ' ');
  v_words := array_remove(array_remove(array_remove(array_remove(array_remove(array_remove(array_remove(v_words, ''), 'de'),
    'da'), 'do'), 'das'), 'dos'), 'e');
  return case when v_words <> '{}' then v_words end;
end
$$;

-- A word, and what is left of it where one letter is left out.
create function regulars.slips_of(p_word text) returns text[]
language plpgsql immutable
set search_path = regulars, pg_temp
as $$
begin
  return (
    select array_agg(distinct case at when 0 then p_word else left(p_word, at - 1) || substr(p_word, at + 1) end)
    from generate_series(0, length(p_word)) at
  );
end
$$;

-- Counts the bearers of words in (p_sign 1) or out (-1).
create function regulars.count_words(p_words text[], p_sign integer) returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  if p_words is null then
    return;
  end if;
  if p_sign > 0 then
    insert into name_slips (slip, word)
    select unnest(slips_of(n.word)), n.word
    from (
      select distinct w as word from unnest(p_words) w
      -- Numbers are looked up as they are.
      where length(w) between 3 and 24 and w !~ '[0-9]'
    ) n
    where not exists (select from name_words k where k.word = n.word)
    on conflict do nothing;
  end if;
  insert into name_words as k (word, bearers)
  select w, p_sign * count(*) from unnest(p_words) w group by 1 order by 1
  on conflict (word) do update set bearers = k.bearers + excluded.bearers;
  if p_sign < 0 then
    with gone as (delete from name_words k where k.word = any (p_words) and k.bearers <= 0 returning word)
    delete from name_slips s using gone g where s.word = g.word and s.slip = any (slips_of(g.word));
  end if;
end
$$;

-- The hash by which a tombstone knows something of an erased person.
create function regulars.tombstone_of(p_salt text, p_kind text, p_source smallint, p_value text) returns bytea
language plpgsql immutable
set search_path = regulars, pg_temp
as $$
begin
  return sha256(convert_to(concat_ws(E'\x1f', p_salt, p_kind, p_source, p_value), 'UTF8'));
end
$$;

-- What stands in place of what a source calls an order, or a refund, of an erased person: the same again for the same.
create function regulars.veiled(p_source smallint, p_external_id text) returns text
language plpgsql stable
security definer
set search_path = regulars, pg_temp
as $$
begin
  return 'erased:' || encode(tombstone_of((select salt from tombstone_salt), 'order', p_source, p_external_id), 'hex');
end
$$;

-- Of the identities of batch_identities that nobody bears, those of erased persons are given to their anonymous customers.
create function regulars.know_erased() returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  update batch_identities i set customer_id = t.customer_id
  from (
    select b.n, b.rank, tombstone_of((select salt from tombstone_salt), b.kind, b.source_id, b.value) as hash
    from batch_identities b where b.customer_id is null
  ) h
  cross join lateral (select min(s.customer_id) as customer_id from tombstones s where s.hash = h.hash offset 0) t
  where i.n = h.n and i.rank = h.rank and t.customer_id is not null;
end
$$;

-- Forgets what is told anew of the erased among batch_persons. What their source's id, their e-mail or document told
-- them by now goes with names that were not known of them gets its tombstone too.
create function regulars.forget_erased() returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  -- An order that is known to be an erased person's stays so, whoever it names now.
  update batch_persons p set customer_id = o.customer_id
  from batch_parsed b
  cross join lateral (select k.customer_id from orders k where k.external_id = b.external_id limit 1) o
  where b.is_veiled and b.customer = p.place and p.customer_id is null;

  update batch_persons p set is_erased = true, id = null, email = null, document = null, phone = null, name = null,
    city = null, state = null
  from customers c
  where c.customer_id = p.customer_id and c.erased_at is not null;
  if not found then
    return;
  end if;
  insert into tombstones (customer_id, hash)
  select distinct p.customer_id, tombstone_of((select salt from tombstone_salt), i.kind, i.source_id, i.value)
  from batch_identities i
  join batch_persons p on p.n = i.n and p.is_erased
  where i.customer_id is null and i.rank <= 3
    and exists (select from batch_identities k where k.n = i.n and k.rank <= 3 and k.customer_id = p.customer_id)
  on conflict do nothing;
  delete from batch_identities i using batch_persons p where p.n = i.n and p.is_erased;
end
$$;

-- A document's or telephone's number as it is compared: without what is written between its figures.
create function regulars.bare_number(p_number text) returns text
language plpgsql immutable
set search_path = regulars, pg_temp
as $$
begin
  return coalesce(nullif(upper(translate(p_number, ' .-/()', '')), ''), p_number);
end
$$;

-- Finds the customer of each person that orders of batch_parsed name, in batch_persons: the one known by the source's
-- id, else by e-mail, document, phone, else (with none of these) by name within the source; else a new one. An
-- erased person is found by their tombstones, and is_erased. Returns how many were made.
create function regulars.resolve_customers(p_source smallint, p_customers json) returns integer
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_created integer;
  v_words text[];
  v_former_words text[];
  v_has_erased boolean := exists (select from tombstones);
begin
  create temp table if not exists batch_persons (
    n integer, place integer, grp integer, customer_id bigint, id text, email text, document text, phone text, name text,
    city text, state text, is_told boolean not null default false, is_erased boolean not null default false
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
    select n, 3, 'document', 0::smallint, bare_number(document) from batch_persons where document is not null
    union all
    select n, 4, 'phone', 0::smallint, bare_number(phone) from batch_persons where phone is not null
    union all
    select n, 5, 'name', p_source, name from batch_persons where coalesce(id, email, document, phone) is null
  ) i
  left join lateral (
    select min(customer_id) as customer_id from identities d
    where d.value = i.value and d.kind = i.kind and d.source_id = i.source_id
  ) d on true;
  if v_has_erased then
    perform know_erased();
  end if;

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
  if v_has_erased then
    perform forget_erased();
  end if;

  with made as (
    select distinct on (grp) grp, n, nextval(pg_get_serial_sequence('regulars.customers', 'customer_id')) as customer_id,
      name, email, phone, document, city, state, words_of(name) as words
    from batch_persons where customer_id is null order by grp, n desc
  ), inserted as (
    insert into customers (customer_id, name, email, phone, document, city, state, words) overriding system value
    select customer_id, name, email, phone, document, city, state, words from made
  ), given as (
    update batch_persons p set customer_id = m.customer_id, is_told = p.n = m.n
    from made m
    where m.grp = p.grp and p.customer_id is null
  )
  select count(*), (select array_agg(w) from made m cross join unnest(m.words) w) into v_created, v_words from made;
  perform count_words(v_words, 1);

  insert into identities (customer_id, kind, source_id, value)
  select distinct p.customer_id, i.kind, i.source_id, i.value
  from batch_identities i
  join batch_persons p on p.n = i.n
  where i.customer_id is distinct from p.customer_id
  on conflict do nothing;

  -- The latest writing wins, field by field, for the few who are told otherwise than they are known.
  with changed as (
    select distinct p.customer_id, c.words
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
  ), written as (
    update customers c set
      name = coalesce(l.name, c.name), email = coalesce(l.email, c.email), phone = coalesce(l.phone, c.phone),
      document = coalesce(l.document, c.document), city = coalesce(l.city, c.city), state = coalesce(l.state, c.state),
      words = coalesce(words_of(l.name), c.words)
    from latest l
    where c.customer_id = l.customer_id
    returning c.words
  )
  select (select array_agg(w) from written cross join unnest(written.words) w),
    (select array_agg(w) from changed cross join unnest(changed.words) w)
  into v_words, v_former_words;
  perform count_words(v_words, 1);
  perform count_words(v_former_words, -1);

  return v_created;
end
$$;
