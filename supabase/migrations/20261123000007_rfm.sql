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

-- Who was in which segment on one day and is in which on a later one. from_segment is '' for customers whose first
-- order lies between. net: what they had brought up to the earlier day (the later one, for the new).
create table regulars.rfm_moves (
  as_of date not null,
  since date not null,
  from_segment text not null,
  to_segment text not null,
  customers bigint not null,
  net bigint not null,
  primary key (as_of, since, from_segment, to_segment)
);

-- Sales of a period by the segment in which its buyers were at its end; '' for buyers without any order left, and there
-- without sales too, which tells a period that was worked out.
create table regulars.segment_sales (
  from_day date not null,
  to_day date not null,
  segment text not null,
  orders bigint not null,
  net bigint not null,
  primary key (to_day, from_day, segment)
);

alter table regulars.segment_sales enable row level security;
alter table regulars.rfm_segments enable row level security;
alter table regulars.rfm_snapshots enable row level security;
alter table regulars.rfm_cells enable row level security;
alter table regulars.rfm_moves enable row level security;

create function regulars.mark_snapshots_stale(p_from date) returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  update rfm_snapshots set stale = true where as_of >= p_from and not stale;
  delete from rfm_moves where as_of >= p_from;
  delete from segment_sales where to_day >= p_from;
end
$$;

-- A query of what each customer did up to a day, in parts to be summed: months where they are whole, and the days of
-- those that go on after p_as_of or p_since. is_before: not after p_since. p_one: a condition
-- on customer_id, or ''.
create function regulars.history_parts(p_as_of date, p_since date, p_one text) returns text
language plpgsql stable
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_ragged date[] := array(
    select distinct date_trunc('month', d)::date from unnest(array[p_as_of, p_since]) d
    where exists (
      select from day_rollup where day > d and day < date_trunc('month', d) + interval '1 month'
    )
  );
  v_within text := (
    select string_agg(format('day between %L and %L', m, least(p_as_of, (m + interval '1 month - 1 day')::date)), ' or ')
    from unnest(v_ragged) m
  );
  v_days text := '';
begin
  if v_ragged <> '{}' then
    v_days := format($sql$
      union all
      select customer_id, day, 1, gross - discount, day <= %1$L
      from orders where counted and (%2$s) %3$s
      union all
      select r.customer_id, null, 0, -r.amount, r.day <= %1$L
      from (select customer_id, order_id, day, amount from refunds where (%2$s) %3$s) r
      cross join lateral (
        select from orders o
        where o.customer_id = r.customer_id and o.order_id = r.order_id
          and (o.counted or o.status = 'return' and o.currency = (select currency from shop))
        offset 0
      ) o
    $sql$, p_since, v_within, p_one);
  end if;
  return format($sql$
    select customer_id, last_day, orders, net, month <= %1$L as is_before
    from customer_month where month <= %2$L and month <> all (%3$L) %4$s
  $sql$, p_since, p_as_of, v_ragged, p_one) || v_days;
end
$$;

-- A query of the customers' last day, orders and net as of a day and, where p_since is an earlier day, the same as of
-- that one (before_…, of nothing for who came later). With p_among, a temporary table with their customer_id, for those
-- customers alone. Who did nothing after the days stands in the rollup; where that is most, only the others are worked
-- out from their months, one by one; who they are it puts into a temporary table, which the query reads.
create function regulars.state_query(p_as_of date, p_since date, p_among text) returns text
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_from date := coalesce(p_since, p_as_of);
  v_sums text := 'max(last_day) as last_day, sum(orders)::bigint as orders, sum(net)::bigint as net';
  v_stand text := 'customer_id, last_day, orders, net';
  v_looked_up text := $sql$
    select l.customer_id, s.*
    from (select customer_id from %s order by 1) l
    cross join lateral (select %s from (%s) parts having count(*) > 0) s
  $sql$;
begin
  if p_since is not null then
    v_sums := v_sums || ', max(last_day) filter (where is_before) as before_last_day,
      coalesce(sum(orders) filter (where is_before), 0)::bigint as before_orders,
      coalesce(sum(net) filter (where is_before), 0)::bigint as before_net';
    v_stand := v_stand || ', last_day as before_last_day, orders as before_orders, net as before_net';
  end if;
  if not exists (select from day_rollup where day > v_from) then
    return format('select %s from customer_rollup', v_stand);
  end if;
  v_looked_up := format(v_looked_up, coalesce(p_among, 'later'), v_sums,
    history_parts(p_as_of, v_from, 'and customer_id = l.customer_id'));
  if p_among is not null then
    return v_looked_up;
  end if;
  if (select 4 * coalesce(sum(orders) filter (where day > v_from), 0) < sum(orders) from day_rollup) then
    if to_regclass('pg_temp.later') is not null then
      drop table pg_temp.later;
    end if;
    create temp table later on commit drop as
    select customer_id from orders where day > v_from
    union
    select customer_id from refunds where day > v_from;
    analyze later;
    return v_looked_up || format(
      'union all
       select %s from customer_rollup c where not exists (select from later where later.customer_id = c.customer_id)',
      v_stand);
  end if;
  return format('select customer_id, %s from (%s) parts group by 1', v_sums, history_parts(p_as_of, v_from, ''));
end
$$;

-- Where the customers' last day, orders and net as of a day stand, over orders of the last p_window days (0: all): a
-- name to select from, the rollup itself or a temporary table.
create function regulars.take_state(p_as_of date, p_window integer) returns text
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_query text;
begin
  if p_window > 0 then
    v_query := format($sql$
      select customer_id, max(last_day) as last_day, sum(orders)::bigint as orders, sum(net)::bigint as net
      from (
        select customer_id, max(day) as last_day, count(*) as orders, sum(gross - discount) as net
        from orders where counted and day > %1$L::date - %2$s and day <= %1$L group by 1
        union all
        select r.customer_id, null, 0, -sum(r.amount)
        from refunds r
        join orders o on o.customer_id = r.customer_id and o.order_id = r.order_id
        where r.day <= %1$L and (o.counted and o.day > %1$L::date - %2$s and o.day <= %1$L
          or o.status = 'return' and o.currency = (select currency from shop) and r.day > %1$L::date - %2$s)
        group by 1
      ) parts group by 1
    $sql$, p_as_of, p_window);
  elsif not exists (select from day_rollup where day > p_as_of) then
    return 'customer_rollup';
  else
    v_query := state_query(p_as_of, null, null);
  end if;
  if to_regclass('pg_temp.state') is not null then
    drop table pg_temp.state;
  end if;
  execute 'create temp table state on commit drop as ' || v_query;
  return 'pg_temp.state';
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
  if to_regclass('pg_temp.histogram') is not null then
    drop table pg_temp.histogram;
  end if;
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

-- Takes the snapshot unless a good one is there.
create function regulars.need_snapshot(p_as_of date, p_window integer) returns regulars.rfm_snapshots
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_snapshot rfm_snapshots;
begin
  select * into v_snapshot from rfm_snapshots where as_of = p_as_of and window_days = p_window and not stale;
  if found then
    return v_snapshot;
  end if;
  perform begin_storing();
  select * into v_snapshot from rfm_snapshots where as_of = p_as_of and window_days = p_window and not stale;
  if not found then
    perform take_snapshot(p_as_of, p_window);
    select * into v_snapshot from rfm_snapshots where as_of = p_as_of and window_days = p_window;
  end if;
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
  return to_jsonb(p_snapshot) || jsonb_build_object('cells', (
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

-- The stored movement between two days; null where it is not stored.
create function regulars.moves_json(p_since date, p_as_of date) returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  return (
    select jsonb_agg(jsonb_build_object(
      'from', nullif(from_segment, ''), 'to', to_segment, 'customers', customers, 'net', net
    ) order by from_segment, to_segment)
    from rfm_moves where as_of = p_as_of and since = p_since
  );
end
$$;

-- Who moved from which segment to which between two days.
create function public.rfm_moves(p_since date, p_as_of date)
returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_before rfm_snapshots;
  v_after rfm_snapshots;
  v_moves jsonb := moves_json(p_since, p_as_of);
begin
  -- Held to the end: what is stored beside the snapshots belongs to them.
  if v_moves is null then
    perform begin_storing();
    v_moves := moves_json(p_since, p_as_of);
  end if;
  v_before := need_snapshot(p_since, 0);
  v_after := need_snapshot(p_as_of, 0);
  if v_moves is null and v_after.customers > 0 then
    -- A cache, and any day may be asked for: it begins anew when it is full.
    if (select count(*) > 5000 from rfm_moves) then
      delete from rfm_moves;
    end if;
    execute format(
      'insert into rfm_moves (as_of, since, from_segment, to_segment, customers, net)
       select $1, $2, coalesce(f.segment, ''''), t.segment, sum(m.customers), sum(m.net)
       from (
         select case when before_orders > 0 then 6 - %s end as from_r, %s as from_f, 6 - %s as to_r, %s as to_f,
           count(*) as customers, sum(case when before_orders > 0 then before_net else net end) as net
         from (%s) state
         where orders > 0
         group by 1, 2, 3, 4
       ) m
       left join rfm_segments f on f.r = m.from_r and f.f = m.from_f
       join rfm_segments t on t.r = m.to_r and t.f = m.to_f
       group by 3, 4',
      score_sql('$2 - before_last_day', coalesce(v_before.r_cuts, '{0,0,0,0}')),
      score_sql('before_orders', coalesce(v_before.f_cuts, '{0,0,0,0}')),
      score_sql('$1 - last_day', v_after.r_cuts), score_sql('orders', v_after.f_cuts),
      state_query(p_as_of, p_since, null))
    using p_as_of, p_since;
    v_moves := moves_json(p_since, p_as_of);
  end if;
  return jsonb_build_object(
    'before', snapshot_json(v_before), 'after', snapshot_json(v_after), 'moves', coalesce(v_moves, '[]')
  );
end
$$;

-- A query of sales by the segment of their buyers, from one of customers as they are at a snapshot's day (last_day,
-- orders) with what of it is to be summed (sold_orders, sold_net).
create function regulars.sales_by_segment_query(p_snapshot regulars.rfm_snapshots, p_customers text) returns text
language plpgsql immutable
set search_path = regulars, pg_temp
as $$
begin
  return format($sql$
    select coalesce(g.segment, '') as segment, sum(m.orders) as orders, sum(m.net) as net
    from (
      select case when c.orders > 0 then 6 - %s end as r, %s as f, sum(sold_orders) as orders, sum(sold_net) as net
      from (%s) c
      group by 1, 2
    ) m
    left join rfm_segments g on g.r = m.r and g.f = m.f
    group by 1
  $sql$,
    score_sql(format('%L::date - c.last_day', p_snapshot.as_of), coalesce(p_snapshot.r_cuts, '{0,0,0,0}')),
    score_sql('c.orders', coalesce(p_snapshot.f_cuts, '{0,0,0,0}')), p_customers);
end
$$;

-- Sales of a period by the segment in which its buyers are at its end, into breakdown. What a customer brought is the
-- difference of two states; that of whole days is stored.
create function regulars.break_down_by_segment(p_name text, p_period jsonb) returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_from date := p_period ->> 'from';
  v_to date := p_period ->> 'to';
  v_until timestamptz := p_period ->> 'until';
  v_snapshot rfm_snapshots;
begin
  insert into breakdown (period, key, orders, net)
  select p_name, segment, orders, net from segment_sales where from_day = v_from and to_day = v_to;
  if not found then
    perform begin_storing();
    v_snapshot := need_snapshot(v_to, 0);
    -- A cache, and any period may be asked for: it begins anew when it is full.
    if (select count(*) > 5000 from segment_sales) then
      delete from segment_sales;
    end if;
    execute format('insert into segment_sales (from_day, to_day, segment, orders, net)
      select $1, $2, segment, orders, net from (%s) s
      union all
      select $1, $2, '''', 0, 0
      on conflict do nothing',
      sales_by_segment_query(v_snapshot, format(
        'select last_day, orders, orders - before_orders as sold_orders, net - before_net as sold_net
         from (%s) state where orders <> before_orders or net <> before_net',
        state_query(v_to, v_from - 1, null))))
    using v_from, v_to;
    insert into breakdown (period, key, orders, net)
    select p_name, segment, orders, net from segment_sales where from_day = v_from and to_day = v_to;
  end if;

  if v_until is not null then
    -- The last day is cut short: what came later on it is taken away again, where there is any.
    if to_regclass('pg_temp.too_late') is not null then
      drop table pg_temp.too_late;
    end if;
    create temp table too_late on commit drop as
    select customer_id, -sum(orders) as sold_orders, -sum(net) as sold_net
    from (
      select customer_id, 1 as orders, gross - discount as net
      from orders where day = v_to and counted and ordered_at >= v_until
      union all
      select r.customer_id, 0, -r.amount
      from refunds r
      join orders o on o.customer_id = r.customer_id and o.order_id = r.order_id
      where r.day = v_to and r.refunded_at >= v_until
        and (o.counted or o.status = 'return' and o.currency = (select currency from shop))
    ) late
    group by 1;
    if exists (select from too_late) then
      v_snapshot := need_snapshot(v_to, 0);
      execute format('insert into breakdown (period, key, orders, net) select $1, segment, orders, net from (%s) s',
        sales_by_segment_query(v_snapshot, format(
          'select s.last_day, s.orders, l.sold_orders, l.sold_net from too_late l join (%s) s using (customer_id)',
          state_query(v_to, null, 'too_late'))))
      using p_name;
    end if;
  end if;
end
$$;
