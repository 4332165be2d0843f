-- Sales by period. A period is {"from": day, "to": day, "until": stamp or null}: both days included, the last one cut
-- short at `until` where only part of it is to be compared.

-- Sales by day, source and channel: rollups for whole days, raw orders for a day cut short.
create function regulars.sales_by_day(p_from date, p_to date, p_until timestamptz)
returns table (
  day date, source_id smallint, channel text, orders bigint, gross bigint, discount bigint, tax bigint,
  shipping bigint, refunds bigint, new_customers bigint, second_orders bigint
)
language plpgsql stable
security definer
set search_path = regulars, pg_temp
as $$
begin
  return query
  select d.day, d.source_id, d.channel, d.orders, d.gross, d.discount, d.tax, d.shipping, d.refunds, d.new_customers,
    d.second_orders
  from day_rollup d
  where d.day between p_from and p_to and (p_until is null or d.day < p_to);

  if p_until is null then
    return;
  end if;
  return query
  select p_to, o.source_id, o.channel, count(*), sum(o.gross)::bigint, sum(o.discount)::bigint, sum(o.tax)::bigint,
    sum(o.shipping)::bigint, 0::bigint, count(*) filter (where o.nth = 1), count(*) filter (where o.nth = 2)
  from (
    select d.*, row_number() over (partition by d.customer_id order by d.ordered_at, d.content, d.order_id) + (
      select count(*) from orders b where b.customer_id = d.customer_id and b.counted and b.day < p_to
    ) as nth
    from orders d
    where d.day = p_to and d.counted and d.ordered_at < p_until
  ) o
  group by o.source_id, o.channel;

  return query
  select p_to, o.source_id, o.channel, 0::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint, sum(r.amount)::bigint,
    0::bigint, 0::bigint
  from refunds r
  join orders o on o.customer_id = r.customer_id and o.order_id = r.order_id
  where r.day = p_to and r.refunded_at < p_until
    and (o.counted or o.status = 'return' and o.currency = (select s.currency from shop s))
  group by o.source_id, o.channel;
end
$$;

-- How many customers bought in the period: those whose order in it has its predecessor before it.
create function regulars.count_buyers(p_from date, p_to date, p_until timestamptz) returns bigint
language plpgsql stable
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_buyers bigint;
begin
  select coalesce(sum(customers), 0) into v_buyers
  from day_gap
  where day between p_from and p_to and previous_day < p_from and (p_until is null or day < p_to);
  if p_until is null then
    return v_buyers;
  end if;
  return v_buyers + (
    select count(distinct o.customer_id)
    from orders o
    where o.day = p_to and o.counted and o.ordered_at < p_until and not exists (
      select from orders b
      where b.customer_id = o.customer_id and b.counted and b.day >= p_from and b.day < p_to
    )
  );
end
$$;

-- The figures of one period, with its series by day, week or month (p_grain).
create function regulars.kpi_period(p_period jsonb, p_grain text) returns jsonb
language plpgsql stable
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_from date := p_period ->> 'from';
  v_to date := p_period ->> 'to';
  v_until timestamptz := p_period ->> 'until';
  v_totals jsonb;
  v_series jsonb;
  v_new bigint;
  v_buyers bigint := count_buyers(v_from, v_to, v_until);
  v_customers bigint;
  v_repeaters bigint;
begin
  with sales as materialized (
    select * from sales_by_day(v_from, v_to, v_until)
  ), points as (
    select date_trunc(p_grain, day)::date as start, sum(orders) as orders, sum(gross) as gross,
      sum(gross - discount - refunds) as net
    from sales group by 1
  )
  select
    jsonb_build_object(
      'orders', coalesce(sum(orders), 0), 'gross', coalesce(sum(gross), 0), 'discount', coalesce(sum(discount), 0),
      'refunds', coalesce(sum(refunds), 0), 'net', coalesce(sum(gross - discount - refunds), 0),
      'total', coalesce(sum(gross - discount - refunds + tax + shipping), 0),
      'new_customers', coalesce(sum(new_customers), 0)
    ),
    (
      select coalesce(jsonb_agg(
        jsonb_build_object('start', start, 'orders', orders, 'gross', gross, 'net', net) order by start
      ), '[]')
      from points
    ),
    coalesce(sum(new_customers), 0)
  into v_totals, v_series, v_new
  from sales;

  -- As of the end of the period: customers so far, and those of them who bought again.
  select coalesce(sum(new_customers), 0), coalesce(sum(second_orders), 0) into v_customers, v_repeaters
  from day_rollup where day < v_from;
  select v_customers + coalesce(sum(s.new_customers), 0), v_repeaters + coalesce(sum(s.second_orders), 0)
  into v_customers, v_repeaters
  from sales_by_day(v_from, v_to, v_until) s;

  return p_period || v_totals || jsonb_build_object(
    'series', v_series, 'buyers', v_buyers, 'returning_customers', v_buyers - v_new,
    'customers_to_date', v_customers, 'repeat_customers_to_date', v_repeaters
  );
end
$$;

-- p_periods: an object of periods by name. Gives each name its figures.
create function public.kpi_report(p_periods jsonb, p_grain text default 'day')
returns jsonb
language plpgsql stable
security definer
set search_path = regulars, pg_temp
as $$
begin
  return (
    select jsonb_object_agg(p.key, kpi_period(p.value, p_grain)) from jsonb_each(p_periods) p
  );
end
$$;

-- The same periods split by source, channel, product or segment: the p_limit largest by net in the first period named
-- `current`, and the rest as one row without key. By product there are no refunds, which are not told by product.
create function public.kpi_breakdown(p_periods jsonb, p_by text, p_limit integer default 10)
returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  create temp table if not exists breakdown (
    period text, key text, orders bigint, units numeric, net bigint
  ) on commit delete rows;
  truncate breakdown;

  if p_by in ('source', 'channel') then
    insert into breakdown
    select p.key, case p_by when 'source' then o.name else s.channel end, sum(s.orders), null,
      sum(s.gross - s.discount - s.refunds)
    from jsonb_each(p_periods) p
    cross join lateral sales_by_day((p.value ->> 'from')::date, (p.value ->> 'to')::date, (p.value ->> 'until')::timestamptz) s
    join sources o on o.source_id = s.source_id
    group by 1, 2;
  elsif p_by = 'product' then
    insert into breakdown
    select p.key, r.name, sum(d.orders), sum(d.units), sum(d.gross - d.discount)
    from jsonb_each(p_periods) p
    join product_day d on d.day between (p.value ->> 'from')::date and (p.value ->> 'to')::date
      and (p.value ->> 'until' is null or d.day < (p.value ->> 'to')::date)
    join products r on r.product_id = d.product_id
    group by 1, 2;
    insert into breakdown
    select p.key, r.name, count(distinct o.order_id), sum(l.quantity), sum(l.gross - l.discount)
    from jsonb_each(p_periods) p
    join orders o on o.day = (p.value ->> 'to')::date and o.counted
      and o.ordered_at < (p.value ->> 'until')::timestamptz
    join order_lines l on l.customer_id = o.customer_id and l.order_id = o.order_id
    join products r on r.product_id = l.product_id
    group by 1, 2;
  elsif p_by = 'segment' then
    perform break_down_by_segment(p.key, p.value) from jsonb_each(p_periods) p;
  else
    raise exception 'no break-down by %', p_by using errcode = '22023';
  end if;

  return (
    with summed as (
      select period, key, sum(orders) as orders, sum(units) as units, sum(net) as net
      from breakdown group by 1, 2
      having p_by <> 'segment' or sum(orders) <> 0 or sum(net) <> 0
    ), largest as (
      select key, row_number() over (order by max(net) filter (where period = 'current') desc nulls last, key) as place
      from summed group by key
    ), kept as (
      select s.period, case when l.place <= p_limit then l.key end as key, min(l.place) as place,
        sum(s.orders) as orders, sum(s.units) as units, sum(s.net) as net, count(*) as members
      from summed s
      join largest l on l.key = s.key
      group by 1, 2
    )
    select coalesce(jsonb_agg(to_jsonb(kept) - 'place' order by place), '[]') from kept
  );
end
$$;
