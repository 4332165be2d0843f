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
end
$$;

-- Where the customers' last day, orders and net as of a day stand, over orders of the last p_window days (0: all): a
-- name to select from. The rollup itself where nothing is later; else a temporary table p_name, worked out from months
-- and the days since the last one ended, or (with a window) from raw orders. Where little is later, only customers
-- who did something later are worked out: the others stand in the rollup.
create function regulars.take_state(p_name text, p_as_of date, p_window integer) returns text
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_month date := date_trunc('month', p_as_of);
  v_parts text;
  v_one text := '';
  v_query text := $sql$
    select customer_id, max(last_day) as last_day, sum(orders)::bigint as orders, sum(net)::bigint as net
    from (%s) parts group by 1
  $sql$;
begin
  if p_window > 0 then
    v_parts := $sql$
      select customer_id, max(day) as last_day, count(*) as orders, sum(gross - discount) as net
      from orders where counted and day > $1 - $2 and day <= $1 group by 1
      union all
      select r.customer_id, null, 0, -sum(r.amount)
      from refunds r
      join orders o on o.customer_id = r.customer_id and o.order_id = r.order_id
      where r.day <= $1 and (o.counted and o.day > $1 - $2 and o.day <= $1
        or o.status = 'return' and o.currency = (select currency from shop) and r.day > $1 - $2)
      group by 1
    $sql$;
  elsif not exists (select from day_rollup where day > p_as_of) then
    return 'customer_rollup';
  else
    if (select 4 * sum(orders) filter (where day > p_as_of) < sum(orders) from day_rollup) then
      if to_regclass('pg_temp.later') is not null then
        drop table pg_temp.later;
      end if;
      create temp table later on commit drop as
      select customer_id from orders where day > p_as_of
      union
      select customer_id from refunds where day > p_as_of;
      analyze later;
      v_one := 'and customer_id = later.customer_id';
      -- One look-up a customer, in the order of the index.
      v_query := $sql$
        select later.customer_id, s.last_day, s.orders, s.net
        from (select customer_id from later order by 1) later
        cross join lateral (
          select max(last_day) as last_day, sum(orders)::bigint as orders, sum(net)::bigint as net
          from (%s) parts having count(*) > 0
        ) s
        union all
        select customer_id, last_day, orders, net from customer_rollup c
        where not exists (select from later where later.customer_id = c.customer_id)
      $sql$;
    end if;
    if p_as_of = (v_month + interval '1 month - 1 day')::date then
      v_parts := format(
        'select customer_id, last_day, orders, net from customer_month where month <= $1 and $2 = 0 %s', v_one);
    else
      v_parts := format($sql$
        select customer_id, last_day, orders, net from customer_month where month < date_trunc('month', $1) and $2 = 0 %1$s
        union all
        select customer_id, day, 1, gross - discount
        from orders where counted and day between date_trunc('month', $1) and $1 %1$s
        union all
        select customer_id, null, 0, -r.amount
        from refunds r
        join orders o using (customer_id, order_id)
        where r.day between date_trunc('month', $1) and $1
          and (o.counted or o.status = 'return' and o.currency = (select currency from shop)) %1$s
      $sql$, v_one);
    end if;
  end if;
  if to_regclass('pg_temp.' || p_name) is not null then
    execute 'drop table pg_temp.' || p_name;
  end if;
  execute format('create temp table %I on commit drop as ' || v_query, p_name, v_parts) using p_as_of, p_window;
  -- Nobody else analyses it, and it is joined with.
  execute 'analyze pg_temp.' || p_name;
  return 'pg_temp.' || p_name;
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
  v_state text := take_state('state', p_as_of, p_window) || ' where orders > 0';
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
  -- Two askers at once take it once.
  perform pg_advisory_xact_lock(hashtextextended('regulars.snapshot', 0));
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
  -- Days that are no month's end are a cache: the oldest taken go.
  delete from rfm_snapshots
  where (as_of, window_days) in (
    select as_of, window_days from rfm_snapshots
    where window_days > 0 or as_of <> (date_trunc('month', as_of) + interval '1 month - 1 day')::date
    order by taken_at desc offset 200
  );
  return jsonb_build_object(
    'current', snapshot_json(need_snapshot(p_as_of, p_window)),
    'compare', case when p_compare is not null then snapshot_json(need_snapshot(p_compare, p_window)) end
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
begin
  v_before := need_snapshot(p_since, 0);
  v_after := need_snapshot(p_as_of, 0);
  if v_after.customers > 0 and not exists (select from rfm_moves where as_of = p_as_of and since = p_since) then
    perform pg_advisory_xact_lock(hashtextextended('regulars.snapshot', 0));
    delete from rfm_moves where as_of = p_as_of and since = p_since;
    execute format(
      'insert into rfm_moves (as_of, since, from_segment, to_segment, customers, net)
       select $1, $2, coalesce(f.segment, ''''), t.segment, sum(m.customers), sum(m.net)
       from (
         select 6 - %s as from_r, %s as from_f, 6 - %s as to_r, %s as to_f, count(*) as customers,
           sum(coalesce(b.net, a.net)) as net
         from %s a
         left join %s b on b.customer_id = a.customer_id and b.orders > 0
         where a.orders > 0
         group by 1, 2, 3, 4
       ) m
       left join rfm_segments f on f.r = m.from_r and f.f = m.from_f
       join rfm_segments t on t.r = m.to_r and t.f = m.to_f
       group by 3, 4',
      score_sql('$2 - b.last_day', coalesce(v_before.r_cuts, '{0,0,0,0}')),
      score_sql('b.orders', coalesce(v_before.f_cuts, '{0,0,0,0}')),
      score_sql('$1 - a.last_day', v_after.r_cuts), score_sql('a.orders', v_after.f_cuts),
      take_state('after_state', p_as_of, 0), take_state('before_state', p_since, 0))
    using p_as_of, p_since;
  end if;
  return jsonb_build_object(
    'before', snapshot_json(v_before),
    'after', snapshot_json(v_after),
    'moves', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'from', nullif(from_segment, ''), 'to', to_segment, 'customers', customers, 'net', net
      ) order by from_segment, to_segment), '[]')
      from rfm_moves where as_of = p_as_of and since = p_since
    )
  );
end
$$;

-- Sales of each period by the segment in which its buyers are at the end of the period named `current`.
create function regulars.break_down_by_segment(p_periods jsonb) returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_as_of date := (p_periods -> 'current' ->> 'to')::date;
  v_snapshot rfm_snapshots;
begin
  v_snapshot := need_snapshot(v_as_of, 0);
  -- Each refund of the periods looks its order up; joined freely, all orders would be read for them.
  execute format(
    'insert into breakdown (period, key, orders, gross, net)
     select m.period, coalesce(g.segment, ''''), sum(m.orders), sum(m.gross), sum(m.net)
     from (
       select s.period, 6 - %s as r, %s as f, sum(s.orders) as orders, sum(s.gross) as gross, sum(s.net) as net
       from (
         select p.key as period, o.customer_id, 1 as orders, o.gross, o.gross - o.discount as net
         from jsonb_each($1) p
         join orders o on o.day between (p.value ->> ''from'')::date and (p.value ->> ''to'')::date and o.counted
           and (p.value ->> ''until'' is null or o.ordered_at < (p.value ->> ''until'')::timestamptz)
         union all
         select p.key, r.customer_id, 0, 0, -r.amount
         from jsonb_each($1) p
         join refunds r on r.day between (p.value ->> ''from'')::date and (p.value ->> ''to'')::date
           and (p.value ->> ''until'' is null or r.refunded_at < (p.value ->> ''until'')::timestamptz)
         cross join lateral (
           select from orders o
           where o.customer_id = r.customer_id and o.order_id = r.order_id
             and (o.counted or o.status = ''return'' and o.currency = (select currency from shop))
           offset 0
         ) o
       ) s
       left join %s c on c.customer_id = s.customer_id and c.orders > 0
       group by 1, 2, 3
     ) m
     left join rfm_segments g on g.r = m.r and g.f = m.f
     group by 1, 2',
    score_sql('$2 - c.last_day', coalesce(v_snapshot.r_cuts, '{0,0,0,0}')),
    score_sql('c.orders', coalesce(v_snapshot.f_cuts, '{0,0,0,0}')), take_state('state', v_as_of, 0))
  using p_periods, v_as_of;
end
$$;
