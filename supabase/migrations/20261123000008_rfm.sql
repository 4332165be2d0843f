-- RFM: over customers with a counted order up to the as-of day. Cut points are the 20/40/60/80 % quantiles with linear
-- interpolation (type 7), kept five times over as integers, so that scores never hang on a rounding: the quantile k/5
-- of n sorted values lies at ((n - 1) * k) / 5, between neighbours lo and hi, and five times it is
-- 5 * lo + (((n - 1) * k) % 5) * (hi - lo).

create table regulars.rfm_segments (
  r smallint not null,
  f smallint not null,
  segment text not null,
  primary key (r, f)
);
insert into regulars.rfm_segments (r, f, segment)
select r, f, case
  when r = 5 and f >= 4 then 'Champions'
  when r in (3, 4) and f >= 4 then 'Loyal'
  when r in (4, 5) and f in (2, 3) then 'Potential Loyalist'
  when r = 5 and f = 1 then 'New'
  when r = 4 and f = 1 then 'Promising'
  when r = 3 and f = 3 then 'Need Attention'
  when r = 3 and f in (1, 2) then 'About to Sleep'
  when r in (1, 2) and f = 5 then 'Can''t Lose'
  when r in (1, 2) and f in (3, 4) then 'At Risk'
  when r in (1, 2) and f in (1, 2) then 'Hibernating'
end
from generate_series(1, 5) r, generate_series(1, 5) f;

-- One row an as-of day asked for; those of month ends stay, the others are a cache.
create table regulars.rfm_snapshots (
  as_of date not null,
  -- Only orders of the last so many days; 0 for all.
  window_days integer not null,
  customers bigint not null,
  orders bigint not null,
  net bigint not null,
  first_day date,
  last_day date,
  -- Customers with at least 3 orders.
  with_three_orders bigint not null,
  -- Four cut points each, five times over: days, orders, minor units.
  r_cuts bigint[],
  f_cuts bigint[],
  m_cuts bigint[],
  -- Customers by monetary score, 1 to 5.
  m_counts bigint[] not null,
  taken_at timestamptz not null default now(),
  -- Later data changed a day up to as_of: to be taken again before it is shown.
  stale boolean not null default false,
  -- Its figures as they were last told of a month that is over: kept when it is stale or taken in the middle of an import.
  told jsonb,
  -- They are not told yet as they stand here.
  untold boolean not null default true,
  primary key (as_of, window_days)
);

create table regulars.rfm_cells (
  as_of date not null,
  window_days integer not null,
  r smallint not null,
  f smallint not null,
  customers bigint not null,
  orders bigint not null,
  net bigint not null,
  primary key (as_of, window_days, r, f)
);

-- Month ends whose figures changed after they had been told: a row for each local day on which they did, from what they
-- were before it to what they were after it.
create table regulars.rfm_restatements (
  as_of date not null,
  day date not null,
  restated_at timestamptz not null,
  -- How many times on the day.
  times integer not null,
  before jsonb not null,
  after jsonb not null,
  primary key (as_of, day)
);

alter table regulars.rfm_segments enable row level security;
alter table regulars.rfm_restatements enable row level security;
alter table regulars.rfm_snapshots enable row level security;
alter table regulars.rfm_cells enable row level security;

-- What is stored is of no use from the first day on that a writing touched.
create function regulars.mark_snapshots_stale(p_from date) returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  update rfm_snapshots set stale = true where as_of >= p_from and not stale;
  delete from rfm_moves where as_of >= p_from;
  delete from segment_sales where to_day >= p_from;
  perform mark_segments_stale(p_from);
  perform mark_campaigns_stale(p_from);
end
$$;

-- Cut points, five times over, of sorted distinct values that stand so many times each.
create function regulars.quintile_cuts(p_values bigint[], p_counts bigint[]) returns bigint[]
language plpgsql immutable
set search_path = regulars, pg_temp
as $$
declare
  v_n bigint := (select sum(c) from unnest(p_counts) c);
  v_cuts bigint[] := '{}';
  v_at integer := 1;
  v_upto bigint := p_counts[1];
  v_place bigint;
  v_next bigint;
begin
  if v_n is null then
    return null;
  end if;
  for k in 1..4 loop
    v_place := (v_n - 1) * k / 5;
    while v_upto <= v_place loop
      v_at := v_at + 1;
      v_upto := v_upto + p_counts[v_at];
    end loop;
    v_next := case when v_upto > v_place + 1 then p_values[v_at] else coalesce(p_values[v_at + 1], p_values[v_at]) end;
    v_cuts := v_cuts || 5 * p_values[v_at] + (v_n - 1) * k % 5 * (v_next - p_values[v_at]);
  end loop;
  return v_cuts;
end
$$;

-- SQL that scores the value p_value by the cut points p_cuts: 1 + how many of them it is strictly above.
create function regulars.score_sql(p_value text, p_cuts bigint[]) returns text
language plpgsql immutable
set search_path = regulars, pg_temp
as $$
begin
  return format('(1 + (5 * (%1$s) > %2$s)::int + (5 * (%1$s) > %3$s)::int + (5 * (%1$s) > %4$s)::int + (5 * (%1$s) > %5$s)::int)',
    p_value, p_cuts[1], p_cuts[2], p_cuts[3], p_cuts[4]);
end
$$;

-- Customers by net: each value of its own around the quintiles, and elsewhere the values of a bucket under its least.
-- Its quintiles are those of the values themselves, at a fraction of what sorting them takes.
create function regulars.net_histogram(p_state text, p_customers bigint, p_net bigint, out p_values bigint[], out p_counts bigint[])
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  -- A bucket is about a 256th of the average wide.
  v_shift integer := greatest(0, floor(log(2.0, greatest(1, p_net / p_customers / 256)))::integer);
  v_buckets bigint[];
  v_customers bigint[];
  v_wanted bigint[];
begin
  execute format(
    'select array_agg(bucket order by bucket), array_agg(customers order by bucket)
     from (select net >> %s as bucket, count(*) as customers from %s group by 1) b', v_shift, p_state)
  into v_buckets, v_customers;

  -- The buckets that hold the neighbours of a cut point.
  v_wanted := (
    select array_agg(distinct b.bucket)
    from (
      select bucket, customers, sum(customers) over (order by bucket) - customers as before
      from unnest(v_buckets, v_customers) u (bucket, customers)
    ) b
    join (
      select least((p_customers - 1) * k / 5 + step, p_customers - 1) as place
      from generate_series(1, 4) k, generate_series(0, 1) step
    ) p on p.place >= b.before and p.place < b.before + b.customers
  );
  execute format(
    'select array_agg(net order by net), array_agg(customers order by net)
     from (
       select net, count(*) as customers from %s and net >> %s = any ($1) group by 1
       union all
       select bucket << %s, customers from unnest($2, $3) u (bucket, customers) where bucket <> all ($1)
     ) v', p_state, v_shift, v_shift)
  into p_values, p_counts using v_wanted, v_buckets, v_customers;
end
$$;

-- Takes the snapshot of a day: its cut points, and customers by R and F.
create function regulars.take_snapshot(p_as_of date, p_window integer) returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_state text := take_state(p_as_of, p_window) || ' where orders > 0';
  v_snapshot rfm_snapshots;
  v_values bigint[];
  v_counts bigint[];
begin
  perform drop_temporary('histogram');
  -- Not inserted into a table that stands: only what makes a table may use several processes.
  execute 'create temp table histogram on commit drop as
    select last_day, orders, count(*) as customers, sum(net)::bigint as net from ' || v_state || ' group by 1, 2';

  select p_as_of, p_window, coalesce(sum(customers), 0), coalesce(sum(orders * customers), 0), coalesce(sum(net), 0),
    (select min(day) from day_rollup where orders > 0), max(last_day),
    coalesce(sum(customers) filter (where orders >= 3), 0)
  into v_snapshot.as_of, v_snapshot.window_days, v_snapshot.customers, v_snapshot.orders, v_snapshot.net,
    v_snapshot.first_day, v_snapshot.last_day, v_snapshot.with_three_orders
  from histogram;

  delete from rfm_cells where as_of = p_as_of and window_days = p_window;
  v_snapshot.m_counts := '{0,0,0,0,0}';
  if v_snapshot.customers > 0 then
    select quintile_cuts(array_agg(p_as_of - last_day order by last_day desc), array_agg(n order by last_day desc))
    into v_snapshot.r_cuts from (select last_day, sum(customers)::bigint as n from histogram group by 1) d;
    select quintile_cuts(array_agg(orders order by orders), array_agg(n order by orders))
    into v_snapshot.f_cuts from (select orders, sum(customers)::bigint as n from histogram group by 1) d;

    select * into v_values, v_counts from net_histogram(v_state, v_snapshot.customers, v_snapshot.net);
    v_snapshot.m_cuts := quintile_cuts(v_values, v_counts);
    execute format(
      'select array_agg(coalesce(n, 0) order by score)
       from generate_series(1, 5) score
       left join (
         select %s as m, sum(customers)::bigint as n from unnest($1, $2) u (net, customers) group by 1
       ) scored on scored.m = score', score_sql('net', v_snapshot.m_cuts))
    into v_snapshot.m_counts using v_values, v_counts;

    execute format(
      'insert into rfm_cells (as_of, window_days, r, f, customers, orders, net)
       select $1, $2, 6 - %s, %s, sum(customers), sum(orders * customers), sum(net) from histogram group by 3, 4',
      score_sql('$1 - last_day', v_snapshot.r_cuts), score_sql('orders', v_snapshot.f_cuts))
    using p_as_of, p_window;
  end if;

  v_snapshot.taken_at := now();
  v_snapshot.stale := false;
  v_snapshot.told := (select told from rfm_snapshots where as_of = p_as_of and window_days = p_window);
  v_snapshot.untold := true;
  delete from rfm_snapshots where as_of = p_as_of and window_days = p_window;
  insert into rfm_snapshots select v_snapshot.*;
  -- Days that are no month's end are a cache: the oldest taken go.
  with dropped as (
    delete from rfm_snapshots
    where (as_of, window_days) in (
      select as_of, window_days from rfm_snapshots
      where window_days > 0 or as_of <> (date_trunc('month', as_of) + interval '1 month - 1 day')::date
      order by taken_at desc offset 200
    )
    returning as_of, window_days
  )
  delete from rfm_cells c using dropped d where c.as_of = d.as_of and c.window_days = d.window_days;
end
$$;

-- What is worked out once and stored is worked out between two writings, so that it is never older than the mark that a
-- writing sets, and by one asker at a time.
create function regulars.begin_storing() returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('regulars.write', 0));
  perform pg_advisory_xact_lock(hashtextextended('regulars.snapshot', 0));
end
$$;

-- The figures of a snapshot that a restatement is told by.
create function regulars.snapshot_figures(p_as_of date, p_window integer) returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  return (
    select jsonb_build_object('customers', s.customers, 'orders', s.orders, 'net', s.net, 'segments', (
      select coalesce(jsonb_object_agg(segment, jsonb_build_object('customers', customers, 'net', net)), '{}')
      from (
        select g.segment, sum(c.customers) as customers, sum(c.net) as net
        from rfm_cells c
        join rfm_segments g on g.r = c.r and g.f = c.f
        where c.as_of = p_as_of and c.window_days = p_window
        group by 1
      ) by_segment
    ))
    from rfm_snapshots s where s.as_of = p_as_of and s.window_days = p_window
  );
end
$$;

-- Whether a snapshot is of the end of a month that is over: the shop's data goes beyond it, and nothing is being read or
-- rebuilt that may yet change it.
create function regulars.is_month_over(p_as_of date, p_window integer) returns boolean
language plpgsql stable
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_shop shop;
begin
  if p_window > 0 or p_as_of <> (date_trunc('month', p_as_of) + interval '1 month - 1 day')::date then
    return false;
  end if;
  select * into v_shop from shop;
  return v_shop.rebuilt_to is null
    and p_as_of < (now() at time zone v_shop.time_zone)::date
    and p_as_of < greatest(
      (select max(day) from day_rollup), (select (max(known_to) at time zone v_shop.time_zone)::date from sources)
    )
    and not exists (select from readings where since > now() - interval '30 days');
end
$$;

-- Tells the figures of a month that is over; where they had been told otherwise, the difference is kept.
create function regulars.tell_snapshot(p_as_of date, p_window integer) returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_before jsonb := (select told from rfm_snapshots where as_of = p_as_of and window_days = p_window);
  v_after jsonb := snapshot_figures(p_as_of, p_window);
  v_day date := (select (now() at time zone time_zone)::date from shop);
begin
  -- A month that held nobody was told by a shop whose history was still coming in.
  if v_before <> v_after and (v_before ->> 'customers')::bigint > 0 then
    insert into rfm_restatements as r (as_of, day, restated_at, times, before, after)
    values (p_as_of, v_day, now(), 1, v_before, v_after)
    on conflict (as_of, day) do update set
      restated_at = excluded.restated_at, times = r.times + 1, after = excluded.after;
  end if;
  update rfm_snapshots set told = v_after, untold = false where as_of = p_as_of and window_days = p_window;
end
$$;

-- What was told in another zone or currency is no measure for what is told now: called before a rebuild.
create function regulars.forget_told() returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  update rfm_snapshots set told = null, untold = true;
  delete from rfm_restatements;
end
$$;

-- What a snapshot had been told as before it was first restated, when and how often; null where it is as it first was.
create function regulars.restated_json(p_snapshot regulars.rfm_snapshots) returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_restated jsonb;
begin
  if p_snapshot.window_days > 0 then
    return null;
  end if;
  select jsonb_build_object('day', max(day), 'times', sum(times), 'before', (array_agg(before order by day))[1])
  into v_restated
  from rfm_restatements where as_of = p_snapshot.as_of having count(*) > 0;
  if v_restated -> 'before' = snapshot_figures(p_snapshot.as_of, p_snapshot.window_days) then
    return null;
  end if;
  return v_restated;
end
$$;

-- Takes the snapshot unless a good one is there, and tells it once its month is over.
create function regulars.need_snapshot(p_as_of date, p_window integer) returns regulars.rfm_snapshots
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_snapshot rfm_snapshots;
begin
  select * into v_snapshot from rfm_snapshots where as_of = p_as_of and window_days = p_window and not stale;
  if found and not (v_snapshot.untold and is_month_over(p_as_of, p_window)) then
    return v_snapshot;
  end if;
  perform begin_storing();
  select * into v_snapshot from rfm_snapshots where as_of = p_as_of and window_days = p_window and not stale;
  if not found then
    perform take_snapshot(p_as_of, p_window);
    v_snapshot.untold := true;
  end if;
  if v_snapshot.untold and is_month_over(p_as_of, p_window) then
    perform tell_snapshot(p_as_of, p_window);
  end if;
  select * into v_snapshot from rfm_snapshots where as_of = p_as_of and window_days = p_window;
  return v_snapshot;
end
$$;

-- Volatile, to see the cells that the call before it in the same statement may have written.
create function regulars.snapshot_json(p_snapshot regulars.rfm_snapshots) returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  return to_jsonb(p_snapshot) - '{told,untold}'::text[] || jsonb_build_object('restated', restated_json(p_snapshot), 'cells', (
    select coalesce(jsonb_agg(
      jsonb_build_object('r', c.r, 'f', c.f, 'segment', s.segment, 'customers', c.customers, 'orders', c.orders, 'net', c.net)
      order by c.r, c.f
    ), '[]')
    from rfm_cells c
    join rfm_segments s on s.r = c.r and s.f = c.f
    where c.as_of = p_snapshot.as_of and c.window_days = p_snapshot.window_days
  ));
end
$$;

-- RFM as of a day, and as of an earlier one to compare it with (null: none).
create function public.rfm_report(p_as_of date, p_compare date default null, p_window integer default 0)
returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  return jsonb_build_object(
    'current', snapshot_json(need_snapshot(p_as_of, p_window)),
    'compare', case when p_compare is not null then snapshot_json(need_snapshot(p_compare, p_window)) end
  );
end
$$;

-- Takes the RFM of the first of the days that lacks a good one, or tells that of a month that is over. False when nothing is
-- left to do.
create function public.rfm_keep(p_days date[]) returns boolean
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_day date;
begin
  select d.day into v_day
  from unnest(p_days) with ordinality as d (day, place)
  left join rfm_snapshots s on s.as_of = d.day and s.window_days = 0 and not s.stale
  where s.as_of is null or s.untold and is_month_over(d.day, 0)
  order by d.place limit 1;
  if v_day is null then
    return false;
  end if;
  perform need_snapshot(v_day, 0);
  return true;
end
$$;
