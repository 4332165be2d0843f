-- What there is, and how fresh it is.
create function public.shop_status()
returns jsonb
language plpgsql stable
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_shop shop;
begin
  select * into v_shop from shop;
  return jsonb_build_object(
    'time_zone', v_shop.time_zone,
    'currency', v_shop.currency,
    'demo', v_shop.demo,
    'rebuild_from', v_shop.rebuilt_to,
    -- Customers with a counted order, and counted orders.
    'customers', (select coalesce(sum(new_customers), 0) from day_rollup),
    'orders', (select coalesce(sum(orders), 0) from day_rollup),
    'first_day', (select min(day) from day_rollup where orders > 0),
    -- With the refunds after the last counted order, and the orders that do not count.
    'last_day', (
      select case when max(day) is not null then
        greatest(max(day), (select (max(known_to) at time zone v_shop.time_zone)::date from sources))
      end
      from day_rollup
    ),
    -- Orders that do not count: not paid, or in another currency.
    'not_sales', (
      select coalesce(sum(orders), 0) from order_tally
      where status not in ('paid', 'processing', 'completed', 'refunded', 'return')
    ),
    'other_currencies', (
      select coalesce(jsonb_object_agg(currency, orders), '{}') from (
        select currency, sum(orders) as orders from order_tally
        where currency <> v_shop.currency and status in ('paid', 'processing', 'completed', 'refunded', 'return')
        group by 1
      ) t
    ),
    'sources', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'name', s.name, 'kind', s.kind, 'read_at', s.read_at, 'file', s.file, 'rejected', s.rejected,
        -- Whoever broke one off a month ago and has not come back to it will not.
        'reading', (
          select coalesce(jsonb_agg(case r.file when '' then s.name else r.file end order by r.since), '[]')
          from readings r where r.source_id = s.source_id and r.since > now() - interval '30 days'
        ),
        'orders', (select coalesce(sum(orders), 0) from order_tally t where t.source_id = s.source_id),
        'last_day', (select max(day) from day_rollup d where d.source_id = s.source_id and d.orders > 0),
        -- The newest level of stock.
        'stock_at', (select told_at from stock_sources k where k.source_id = s.source_id)
      ) order by s.name), '[]')
      from sources s
    )
  );
end
$$;
