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
