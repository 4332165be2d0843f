-- Segments: rules with a name, their former versions, and how many customers they held on which day.

create table regulars.segments (
  segment_id integer generated always as identity primary key,
  name text not null,
  -- The name as it is looked up.
  key text not null,
  rule jsonb not null,
  -- Changes with the rule.
  version integer not null default 1,
  -- One of the RFM grid, which nobody edits.
  builtin boolean not null default false,
  created_at timestamptz not null default now(),
  created_by text,
  updated_at timestamptz not null default now(),
  archived_at timestamptz
);
create unique index segments_key on regulars.segments (key) where archived_at is null;

-- Every change of a segment: what it was called and held from then on.
create table regulars.segment_versions (
  segment_id integer not null,
  changed_at timestamptz not null default now(),
  changed_by text,
  change text not null check (change in ('created', 'edited', 'archived', 'restored')),
  version integer not null,
  name text not null,
  rule jsonb not null,
  primary key (segment_id, changed_at)
);

-- The days on which a segment was counted. Those of month ends stay, of the others only the newest.
create table regulars.segment_counts (
  segment_id integer not null,
  day date not null,
  version integer not null,
  counted_at timestamptz not null,
  -- Later data changed a day up to this one: counted again before it is shown.
  stale boolean not null default false,
  primary key (segment_id, day)
);

-- What was counted: by RFM segment ('' for who has no order), and by state ('' for none).
create table regulars.segment_sizes (
  segment_id integer not null,
  day date not null,
  dimension text not null check (dimension in ('segment', 'state')),
  key text not null,
  customers bigint not null,
  orders bigint not null,
  net bigint not null,
  primary key (segment_id, day, dimension, key)
);

alter table regulars.segments enable row level security;
alter table regulars.segment_versions enable row level security;
alter table regulars.segment_counts enable row level security;
alter table regulars.segment_sizes enable row level security;

insert into regulars.segments (name, key, rule, builtin)
select segment, regulars.fold_text(segment),
  jsonb_build_object('field', 'segment', 'op', 'in', 'value', jsonb_build_array(segment)), true
from (select distinct segment from regulars.rfm_segments) s;

create function regulars.mark_segments_stale(p_from date) returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  update segment_counts set stale = true where day >= p_from and not stale;
end
$$;

-- Counts who belongs by a rule on a day: an array of dimension, key, customers, orders and net, as segment_sizes has them.
create function regulars.count_members(p_rule jsonb, p_day date) returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
set work_mem = '64MB'
-- Several processes are worth it, since they hand on but a few rows in the end.
set parallel_tuple_cost = 0.001
as $$
declare
  v_sizes jsonb;
begin
  execute format($sql$
    select coalesce(jsonb_agg(to_jsonb(k) order by k.dimension, k.customers desc, k.key), '[]')
    from (
      select d.dimension, d.key, sum(c.customers)::bigint as customers, sum(c.orders)::bigint as orders,
        sum(c.net)::bigint as net
      from (
        select r, f, state, count(*) as customers, sum(frequency) as orders, sum(monetary) as net from (%s) m group by 1, 2, 3
      ) c
      left join rfm_segments g on g.r = c.r and g.f = c.f
      cross join lateral (values ('segment', coalesce(g.segment, '')), ('state', coalesce(c.state, ''))) as d (dimension, key)
      group by 1, 2
    ) k
  $sql$, members_sql(p_rule, p_day, '{r,f}'))
  into v_sizes using p_rule, p_day;
  return v_sizes;
end
$$;

-- Counts a segment on a day unless a good count is there. False where the clock says that there is no time left for it.
create function regulars.need_segment_count(p_segment integer, p_day date, p_until timestamptz) returns boolean
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_segment segments;
  v_sizes jsonb;
begin
  select * into v_segment from segments where segment_id = p_segment;
  if exists (
    select from segment_counts where segment_id = p_segment and day = p_day and version = v_segment.version and not stale
  ) then
    return true;
  end if;
  if clock_timestamp() > p_until then
    return false;
  end if;
  perform begin_storing();
  if not exists (
    select from segment_counts where segment_id = p_segment and day = p_day and version = v_segment.version and not stale
  ) then
    v_sizes := count_members(v_segment.rule, p_day);
    delete from segment_sizes where segment_id = p_segment and day = p_day;
    insert into segment_sizes (segment_id, day, dimension, key, customers, orders, net)
    select p_segment, p_day, c.dimension, c.key, c.customers, c.orders, c.net
    from jsonb_to_recordset(v_sizes) as c (dimension text, key text, customers bigint, orders bigint, net bigint);
    insert into segment_counts (segment_id, day, version, counted_at) values (p_segment, p_day, v_segment.version, now())
    on conflict (segment_id, day) do update set version = excluded.version, counted_at = excluded.counted_at, stale = false;
    -- Of the days that are no month's end, the newest stays.
    with dropped as (
      delete from segment_counts
      where segment_id = p_segment and day <> (date_trunc('month', day) + interval '1 month - 1 day')::date
        and day < (select max(k.day) from segment_counts k where k.segment_id = p_segment)
      returning day
    )
    delete from segment_sizes s using dropped d where s.segment_id = p_segment and s.day = d.day;
  end if;
  return true;
end
$$;

-- A segment with what is counted of it on days.
create function regulars.segment_json(p_segment regulars.segments, p_days date[]) returns jsonb
language plpgsql stable
security definer
set search_path = regulars, pg_temp
as $$
begin
  return jsonb_build_object(
    'id', p_segment.segment_id, 'name', p_segment.name, 'rule', p_segment.rule, 'version', p_segment.version,
    'builtin', p_segment.builtin, 'created_at', p_segment.created_at, 'updated_at', p_segment.updated_at,
    'archived_at', p_segment.archived_at,
    'sizes', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'day', k.day, 'counted_at', k.counted_at, 'stale', k.stale,
        'customers', t.customers, 'orders', t.orders, 'net', t.net
      ) order by k.day), '[]')
      from segment_counts k
      cross join lateral (
        select coalesce(sum(z.customers), 0) as customers, coalesce(sum(z.orders), 0) as orders, coalesce(sum(z.net), 0) as net
        from segment_sizes z where z.segment_id = k.segment_id and z.day = k.day and z.dimension = 'segment'
      ) t
      -- What a former rule held is not the segment's.
      where k.segment_id = p_segment.segment_id and k.day = any (p_days) and k.version = p_segment.version
    )
  );
end
$$;

-- Every segment that is not archived, with its sizes on days. What is not counted yet is, in the order of the days, for
-- as long as p_budget_ms allows.
create function public.segment_list(p_days date[], p_budget_ms integer) returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_until timestamptz := clock_timestamp() + make_interval(secs => p_budget_ms / 1000.0);
  v_id integer;
  v_day date;
begin
  foreach v_day in array p_days loop
    for v_id in select segment_id from segments where archived_at is null order by builtin, updated_at desc loop
      exit when not need_segment_count(v_id, v_day, v_until);
    end loop;
  end loop;
  return (
    select coalesce(jsonb_agg(segment_json(s, p_days) order by s.builtin, s.key), '[]') from segments s where archived_at is null
  );
end
$$;

-- The names of the segments that are not archived, own ones first.
create function public.segment_names() returns jsonb
language plpgsql stable
security definer
set search_path = regulars, pg_temp
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('name', name, 'builtin', builtin) order by builtin, key), '[]')
    from segments where archived_at is null
  );
end
$$;

-- The segment of a name, with its sizes on days, of what it is made up on the first of them, and its history; null where
-- there is none. What is not counted yet is, in the order of the days, for as long as p_budget_ms allows: the first always.
create function public.segment_find(p_name text, p_days date[], p_budget_ms integer) returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_until timestamptz := clock_timestamp() + make_interval(secs => p_budget_ms / 1000.0);
  v_segment segments;
  v_day date;
begin
  select * into v_segment from segments where key = fold_text(p_name) order by archived_at desc nulls first limit 1;
  if not found then
    return null;
  end if;
  foreach v_day in array p_days loop
    exit when not need_segment_count(v_segment.segment_id, v_day, case when v_day = p_days[1] then 'infinity' else v_until end);
  end loop;
  return segment_json(v_segment, p_days) || jsonb_build_object(
    'composition', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'dimension', dimension, 'key', key, 'customers', customers, 'orders', orders, 'net', net
      ) order by dimension, customers desc, key), '[]')
      from segment_sizes where segment_id = v_segment.segment_id and day = p_days[1]
    ),
    'history', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'at', changed_at, 'by', changed_by, 'change', change, 'version', version, 'name', name, 'rule', rule
      ) order by changed_at), '[]')
      from segment_versions where segment_id = v_segment.segment_id
    )
  );
end
$$;

-- Counts who belongs by a rule on a day, and keeps nothing: their sum, and what they are made up of.
create function public.segment_count(p_rule jsonb, p_day date) returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_sizes jsonb;
begin
  perform begin_storing();
  v_sizes := count_members(p_rule, p_day);
  return (
    select jsonb_build_object('customers', coalesce(sum(c.customers), 0), 'orders', coalesce(sum(c.orders), 0),
      'net', coalesce(sum(c.net), 0), 'composition', v_sizes)
    from jsonb_to_recordset(v_sizes) as c (dimension text, customers bigint, orders bigint, net bigint)
    where c.dimension = 'segment'
  );
end
$$;

-- The next p_limit members by a rule on a day, after the customer p_after: whoever brought most first (p_by net), or by
-- their number (id), which is the quickest for whoever wants them all. `next` goes on, null at the end. Consents are the
-- ways in which they agreed to be written to. Where their names are seen (p_audit: actor, action, subject and detail), it
-- is written down, by the entry that `audit` names; with that as p_audit's entry, the next page adds to it.
create function public.segment_members(p_rule jsonb, p_day date, p_by text, p_after jsonb default null,
  p_limit integer default 20, p_audit jsonb default null)
returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
set work_mem = '64MB'
as $$
declare
  v_rows jsonb;
  v_entry bigint;
begin
  if p_by not in ('net', 'id') then
    raise exception 'members are listed by net or id, not by %', p_by using errcode = '22023';
  end if;
  execute format($sql$
    select coalesce(jsonb_agg(to_jsonb(who) - 'sources' || jsonb_build_object(
      'segment', (select g.segment from rfm_segments g where g.r = who.r and g.f = who.f),
      'consents', (
        select coalesce(jsonb_agg(k.channel order by k.channel), '[]') from consents k
        where k.customer_id = who.customer_id and k.granted
      )
    )), '[]')
    from (
      select * from (%s) s where %s order by %s limit $4
    ) who
  $sql$, members_sql(p_rule, p_day, '{r,f,m}'),
    case
      when p_after is null then 'true'
      when p_by = 'id' then 'customer_id > ($3 ->> ''customer_id'')::bigint'
      else '(monetary, -customer_id) < (($3 ->> ''monetary'')::bigint, -($3 ->> ''customer_id'')::bigint)'
    end,
    case p_by when 'id' then 'customer_id' else 'monetary desc, customer_id' end)
  into v_rows using p_rule, p_day, p_after, p_limit;
  if p_audit is not null and v_rows <> '[]' then
    v_entry := write_audit(p_audit ->> 'actor', p_audit ->> 'action', p_audit ->> 'subject', jsonb_array_length(v_rows),
      p_audit -> 'detail', (p_audit ->> 'entry')::bigint);
  end if;
  return jsonb_build_object(
    'members', v_rows,
    'audit', v_entry,
    'next', case when jsonb_array_length(v_rows) = p_limit then jsonb_build_object(
      'customer_id', v_rows -> -1 -> 'customer_id', 'monetary', v_rows -> -1 -> 'monetary') end
  );
end
$$;

create function regulars.keep_segment_version(p_segment regulars.segments, p_change text, p_actor text) returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  insert into segment_versions (segment_id, changed_at, changed_by, change, version, name, rule)
  values (p_segment.segment_id, clock_timestamp(), p_actor, p_change, p_segment.version, p_segment.name, p_segment.rule);
end
$$;

-- Makes a segment. A name that stands already is refused (23505).
create function public.segment_create(p_name text, p_rule jsonb, p_actor text) returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_segment segments;
begin
  insert into segments (name, key, rule, created_by) values (btrim(p_name), fold_text(p_name), p_rule, p_actor)
  returning * into v_segment;
  perform keep_segment_version(v_segment, 'created', p_actor);
  return segment_json(v_segment, '{}');
end
$$;

-- Changes a segment's name, rule (null: keeps it) or whether it is archived. Null where no one of that version is there:
-- somebody else changed it in between. A name that stands already is refused (23505).
create function public.segment_change(p_id integer, p_version integer, p_actor text, p_name text default null,
  p_rule jsonb default null, p_archived boolean default null)
returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_segment segments;
begin
  update segments set
    name = coalesce(btrim(p_name), name), key = coalesce(fold_text(p_name), key), rule = coalesce(p_rule, rule),
    version = version + (p_rule is not null and p_rule <> rule)::integer, updated_at = now(),
    archived_at = case p_archived when true then coalesce(archived_at, now()) when false then null else archived_at end
  where segment_id = p_id and version = p_version and not builtin
  returning * into v_segment;
  if not found then
    return null;
  end if;
  perform keep_segment_version(v_segment,
    case p_archived when true then 'archived' when false then 'restored' else 'edited' end, p_actor);
  return segment_json(v_segment, '{}');
end
$$;

-- Counts what of the segments is not counted on days, one at a time: well within what a statement may take where the RFM of
-- the day is there (rfm_keep). False when nothing is left to count.
create function public.segments_keep(p_days date[]) returns boolean
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_id integer;
  v_day date;
begin
  select s.segment_id, d.day into v_id, v_day
  from segments s
  cross join unnest(p_days) with ordinality as d (day, place)
  left join segment_counts k on k.segment_id = s.segment_id and k.day = d.day and k.version = s.version and not k.stale
  where s.archived_at is null and k.segment_id is null
  order by d.place, s.builtin, s.segment_id limit 1;
  if v_id is null then
    return false;
  end if;
  return need_segment_count(v_id, v_day, 'infinity');
end
$$;

-- The values of a rule's conditions that nothing in the shop is called: an array of field and value.
create function public.segment_unknowns(p_rule jsonb) returns jsonb
language plpgsql stable
security definer
set search_path = regulars, pg_temp
as $$
begin
  return (
    select coalesce(jsonb_agg(distinct jsonb_build_object('field', c.field, 'value', v.value)), '[]')
    from jsonb_path_query(p_rule, 'strict $.** ? (exists (@.field))') as x (condition)
    cross join lateral jsonb_to_record(x.condition) as c (field text, value jsonb)
    cross join lateral jsonb_array_elements_text(case jsonb_typeof(c.value) when 'array' then c.value else '[]' end) as v (value)
    -- What the shop has is looked through once, not once a value.
    where not case c.field
      when 'product' then fold_text(v.value) = any (array(select fold_text(p.name) from products p))
      when 'category' then fold_text(v.value) = any (array(
        select fold_text(k.category) from (select distinct category from products where category is not null offset 0) k))
      when 'campaign' then exists (select from campaigns k where k.key = fold_text(v.value) or '#' || k.campaign_id = v.value)
      when 'source' then fold_text(v.value) = any (array(select fold_text(o.name) from sources o))
      when 'state' then fold_text(v.value) = any (array(
        select fold_text(k.state) from (select distinct state from customers where state is not null offset 0) k))
      when 'city' then fold_text(v.value) = any (array(
        select fold_text(k.city) from (select distinct city from customers where city is not null offset 0) k))
      else true
    end
  );
end
$$;

-- What a rule's field may be compared with: at most 200 names, the most common first where that is known.
create function public.segment_values(p_field text) returns jsonb
language plpgsql stable
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_query text := case p_field
    when 'state' then 'select state as name, count(*) as n from customers group by 1'
    when 'city' then 'select city as name, count(*) as n from customers group by 1'
    when 'source' then 'select name, 0 as n from sources'
    when 'product' then 'select name, 0 as n from products group by 1'
    when 'category' then 'select category as name, count(*) as n from products group by 1'
    when 'campaign' then 'select name, max(first_day) - date ''2000-01-01'' as n from campaigns group by 1'
  end;
  v_names jsonb;
begin
  if v_query is null then
    return '[]';
  end if;
  execute format('select coalesce(jsonb_agg(name order by n desc, name), ''[]'') from (
    select name, n from (%s) v where name is not null order by n desc, name limit 200) f', v_query) into v_names;
  return v_names;
end
$$;
