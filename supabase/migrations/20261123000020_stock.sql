-- Stock: how many units of a product are on hand where, as its sources told last, and how long they last.

create table regulars.stock_levels (
  product_id integer not null,
  -- '' for a shop with one place.
  location text not null,
  -- Null where the product is not kept there any more.
  on_hand numeric,
  -- When it was so.
  at timestamptz not null,
  updated_at timestamptz not null default now(),
  primary key (product_id, location)
);

-- Products that are not kept any more, wherever: levels of up to then hold no longer, in whatever order they come.
create table regulars.stock_ends (
  product_id integer primary key,
  ended_at timestamptz not null
);

-- The newest level that each source has told.
create table regulars.stock_sources (
  source_id smallint primary key,
  told_at timestamptz not null
);

alter table regulars.stock_levels enable row level security;
alter table regulars.stock_ends enable row level security;
alter table regulars.stock_sources enable row level security;

-- The code by which a product is the same in other sources; null for a number that is a source's own count: EAN and GTIN
-- have 8 digits and more.
create function regulars.product_code(p_external_id text) returns text
language plpgsql immutable
set search_path = regulars, pg_temp
as $$
begin
  return case when btrim(p_external_id) !~ '^[0-9]{0,7}$' then fold_text(p_external_id) end;
end
$$;

alter table regulars.products
  add column code text generated always as (regulars.product_code(external_id)) stored,
  add column name_key text generated always as (regulars.fold_text(name)) stored;
create index products_code on regulars.products (code);
create index products_name on regulars.products (name_key);

-- Levels of stock: objects of `product` (id, name, category), location, on_hand and at; `deleted` in place of on_hand where
-- it is not kept there any more, of a product as a whole where there is no location either. An older level changes nothing,
-- and products that are not known are made.
create function public.ingest_stock(p_source text, p_kind text, p_levels jsonb) returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_source smallint;
  v_created integer;
  v_written integer;
  v_ended integer;
begin
  perform begin_writing();
  v_source := take_source(p_source, p_kind);
  if to_regclass('pg_temp.batch_levels') is not null then
    drop table pg_temp.batch_levels;
  end if;
  create temp table batch_levels on commit drop as
  select x.place, nullif(btrim(l.product ->> 'id'), '') as id, nullif(btrim(l.product ->> 'name'), '') as name,
    nullif(btrim(l.product ->> 'category'), '') as category, btrim(l.location) as location, l.on_hand, l.at,
    coalesce(l.deleted, false) as deleted
  from jsonb_array_elements(p_levels) with ordinality as x (level, place)
  cross join lateral jsonb_to_record(x.level) as l (product jsonb, location text, on_hand numeric, at timestamptz,
    deleted boolean);
  if exists (select from batch_levels where id is null or at is null or on_hand is null and not deleted) then
    raise exception 'a level of stock lacks its product''s id, its moment or what is on hand' using errcode = '22023';
  end if;
  if exists (select from batch_levels where on_hand in ('NaN', 'Infinity', '-Infinity') or at > now() + interval '2 days') then
    raise exception 'a level of stock is no number, or of a moment to come' using errcode = '22023';
  end if;

  with made as (
    insert into products (source_id, external_id, name, category)
    select distinct on (id) v_source, id, coalesce(name, id), category from batch_levels order by id, at desc, place desc
    on conflict (source_id, external_id) do nothing
    returning product_id
  )
  select count(*) into v_created from made;
  update products p set name = coalesce(t.name, p.name), category = coalesce(t.category, p.category)
  from (select distinct on (id) id, name, category, at from batch_levels order by id, at desc, place desc) t
  where p.source_id = v_source and p.external_id = t.id
    and (p.name, p.category) is distinct from (coalesce(t.name, p.name), coalesce(t.category, p.category))
    and not exists (select from stock_levels k where k.product_id = p.product_id and k.at > t.at);

  with written as (
    insert into stock_levels as k (product_id, location, on_hand, at)
    select distinct on (p.product_id, place_of) p.product_id, place_of, case when not l.deleted then l.on_hand end, l.at
    from (select *, coalesce(location, '') as place_of from batch_levels where location is not null or not deleted) l
    join products p on p.source_id = v_source and p.external_id = l.id
    order by p.product_id, place_of, l.at desc, l.place desc
    on conflict (product_id, location) do update set on_hand = excluded.on_hand, at = excluded.at, updated_at = now()
    where k.at <= excluded.at and (k.on_hand, k.at) is distinct from (excluded.on_hand, excluded.at)
    returning product_id
  )
  select count(*) into v_written from written;
  with ended as (
    insert into stock_ends as e (product_id, ended_at)
    select p.product_id, max(l.at)
    from batch_levels l
    join products p on p.source_id = v_source and p.external_id = l.id
    where l.deleted and l.location is null
    group by 1
    on conflict (product_id) do update set ended_at = excluded.ended_at where e.ended_at < excluded.ended_at
    returning product_id
  )
  select count(*) into v_ended from ended;

  insert into stock_sources as s (source_id, told_at)
  select v_source, max(at) from batch_levels having count(*) > 0
  on conflict (source_id) do update set told_at = excluded.told_at where s.told_at < excluded.told_at;
  return jsonb_build_object(
    'levels', jsonb_array_length(p_levels), 'written', v_written + v_ended, 'products_created', v_created
  );
end
$$;

-- Which products are one: those of one code, in whatever source; and those of one name where no source has two of them.
-- Of the products sold from p_from to p_to, and those whose stock may be theirs, with what was sold of each.
create function regulars.stock_items(p_from date, p_to date)
returns table (item integer, code_group integer, product_id integer, source_id smallint, name text, category text,
  units numeric, net bigint)
language plpgsql stable
security definer
set search_path = regulars, pg_temp
as $$
begin
  return query
  with sold as materialized (
    select d.product_id, sum(d.units) as units, sum(d.gross - d.discount)::bigint as net
    from product_day d where d.day between p_from and p_to group by 1
  ), named as materialized (
    select p.code, p.name_key from sold s join products p on p.product_id = s.product_id
  ), concerned as (
    select s.product_id from sold s
    union
    select p.product_id from products p where p.code in (select n.code from named n)
      and exists (select from stock_levels k where k.product_id = p.product_id)
    union
    select p.product_id from products p where p.name_key in (select n.name_key from named n)
      and exists (select from stock_levels k where k.product_id = p.product_id)
  ), coded as (
    select p.*, min(p.product_id) over (partition by p.code, case when p.code is null then p.product_id end) as grp
    from concerned c
    join products p on p.product_id = c.product_id
  ), heads as (
    select c.product_id as grp, c.name_key from coded c where c.product_id = c.grp
  ), joined as (
    select h.name_key, min(h.grp) as item
    from heads h
    join (select distinct c.grp, c.source_id from coded c) s on s.grp = h.grp
    group by 1 having count(*) = count(distinct s.source_id)
  )
  select coalesce(j.item, c.grp), c.grp, c.product_id, c.source_id, c.name, c.category, coalesce(s.units, 0),
    coalesce(s.net, 0)::bigint
  from coded c
  join heads h on h.grp = c.grp
  left join joined j on j.name_key = h.name_key
  left join sold s on s.product_id = c.product_id;
end
$$;

-- The products that make p_share of the units sold from p_from to p_to, the most sold first and at most p_most, each with
-- its stock: the sum over the places of the source that told last of it, since several sources tell of one and the same
-- shelf. `match` tells how that meets the sales: of one source (own), by a code, or by a name.
create function public.stock_report(p_from date, p_to date, p_share numeric, p_most integer) returns jsonb
language plpgsql stable
security definer
set search_path = regulars, pg_temp
as $$
begin
  return (
    with parts as materialized (
      select * from stock_items(p_from, p_to)
    ), items as (
      select p.item, sum(p.units) as units, sum(p.net)::bigint as net,
        (array_agg(p.name order by p.units desc, p.product_id))[1] as name,
        (array_agg(p.category order by p.units desc, p.product_id))[1] as category
      from parts p group by 1 having sum(p.units) > 0
    ), ranked as (
      select i.*, sum(i.units) over () as total, sum(i.units) over earlier - i.units as before,
        row_number() over earlier as place
      from items i
      window earlier as (order by i.units desc, i.net desc, i.item rows unbounded preceding)
    ), best as materialized (
      select * from ranked r where r.before < p_share * r.total and r.place <= p_most
    ), stock as (
      select distinct on (p.item) p.item, p.source_id, sum(k.on_hand) as on_hand, max(k.at) as at,
        array_agg(distinct p.code_group) as groups
      from best b
      join parts p on p.item = b.item
      join stock_levels k on k.product_id = p.product_id and k.on_hand is not null
      left join stock_ends e on e.product_id = p.product_id
      where k.at > coalesce(e.ended_at, '-infinity')
      group by p.item, p.source_id
      order by p.item, max(k.at) desc, p.source_id
    ), matched as (
      select s.item, case
          when bool_or(p.code_group <> all (s.groups)) then 'name'
          when bool_or(p.source_id <> s.source_id) then 'code'
          else 'own'
        end as match
      from stock s
      join parts p on p.item = s.item and p.units > 0
      group by 1
    )
    select jsonb_build_object(
      'units', (select coalesce(sum(units), 0) from items),
      'products', (select count(*) from items),
      'best', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'name', b.name, 'category', b.category, 'units', b.units, 'net', b.net, 'on_hand', s.on_hand, 'at', s.at,
          'match', m.match
        ) order by b.place), '[]')
        from best b
        left join stock s on s.item = b.item
        left join matched m on m.item = b.item
      )
    )
  );
end
$$;
