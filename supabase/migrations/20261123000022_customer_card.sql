-- One customer: what they bought and when, where they stood in RFM, and what was exchanged with them. Everything is looked
-- up by the customer, and nothing is scanned.

-- The score of a value by cut points that are kept five times over: 1 + how many it is strictly above.
create function regulars.score_of(p_value bigint, p_cuts bigint[]) returns integer
language plpgsql immutable
set search_path = regulars, pg_temp
as $$
begin
  return 1 + (select count(*) from unnest(p_cuts) c where 5 * p_value > c);
end
$$;

-- Where a customer stood at the end of a day: what they had done, and their scores where the day's snapshot is there.
create function regulars.customer_state(p_customer bigint, p_day date) returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_last date;
  v_orders bigint;
  v_net bigint;
  v_snapshot rfm_snapshots;
  v_r integer;
  v_f integer;
  v_m integer;
begin
  execute format('select max(last_day), coalesce(sum(orders), 0), coalesce(sum(net), 0) from (%s) parts',
    history_parts(p_day, p_day, format('and customer_id = %s', p_customer)))
  into v_last, v_orders, v_net;
  select * into v_snapshot from rfm_snapshots where as_of = p_day and window_days = 0 and not stale;
  if found and v_orders > 0 then
    v_r := 6 - score_of(p_day - v_last, v_snapshot.r_cuts);
    v_f := score_of(v_orders, v_snapshot.f_cuts);
    v_m := score_of(v_net, v_snapshot.m_cuts);
  end if;
  return jsonb_build_object(
    'day', p_day, 'orders', v_orders, 'net', v_net, 'last_order', v_last, 'known', v_snapshot.as_of is not null,
    'r', v_r, 'f', v_f, 'm', v_m,
    'segment', (select g.segment from rfm_segments g where g.r = v_r and g.f = v_f)
  );
end
$$;

-- The next orders of a customer, the latest first, after the place of p_after; `next` goes on, null at the end.
-- Total = gross - discounts + tax + shipping, of its currency; refunds beside it.
create function public.customer_orders(p_customer bigint, p_after jsonb default null, p_limit integer default 10)
returns jsonb
language plpgsql stable
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_rows jsonb;
begin
  select coalesce(jsonb_agg(to_jsonb(o) order by o.ordered_at desc, o.order_id desc), '[]') into v_rows
  from (
    select o.order_id, o.external_id, o.ordered_at, o.day, s.name as source, o.status, o.counted, o.currency,
      o.gross - o.discount + o.tax + o.shipping as total,
      (select coalesce(sum(r.amount), 0) from refunds r where r.customer_id = o.customer_id and r.order_id = o.order_id) as refunded,
      (select count(distinct l.product_id) from order_lines l where l.customer_id = o.customer_id and l.order_id = o.order_id)
        as products
    from orders o
    join sources s on s.source_id = o.source_id
    where o.customer_id = p_customer and (p_after is null
      or (o.ordered_at, o.order_id) < ((p_after ->> 'ordered_at')::timestamptz, (p_after ->> 'order_id')::bigint))
    order by o.ordered_at desc, o.order_id desc limit p_limit
  ) o;
  return jsonb_build_object('orders', v_rows, 'next', case when jsonb_array_length(v_rows) = p_limit
    then jsonb_build_object('ordered_at', v_rows -> -1 -> 'ordered_at', 'order_id', v_rows -> -1 -> 'order_id') end);
end
$$;

-- The names of the shop's own segments that hold a customer on a day, and how many could not be looked at in time.
create function regulars.segments_of(p_customer bigint, p_day date, p_until timestamptz) returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_segment segments;
  v_held text[] := '{}';
  v_unknown integer := 0;
  v_is_held boolean;
  -- What all had done up to a day is not worked out for the sake of one.
  v_is_past boolean := exists (select from day_rollup where day > p_day);
begin
  for v_segment in select * from segments where archived_at is null and not builtin order by updated_at desc loop
    if v_is_past or clock_timestamp() > p_until then
      v_unknown := v_unknown + 1;
      continue;
    end if;
    execute format('select exists (select from (%s) m where m.customer_id = $3)', members_sql(v_segment.rule, p_day, '{}'))
    into v_is_held using v_segment.rule, p_day, p_customer;
    if v_is_held then
      v_held := v_held || v_segment.name;
    end if;
  end loop;
  return jsonb_build_object('held', to_jsonb(v_held), 'unknown', v_unknown);
end
$$;

-- The ways in which a customer is known, numbered as a split names them.
create function regulars.numbered_identities(p_customer bigint)
returns table (nr integer, kind text, source_id smallint, source text, value text)
language plpgsql stable
security definer
set search_path = regulars, pg_temp
as $$
begin
  return query
  select (row_number() over (order by i.kind, i.source_id, i.value collate "C"))::integer, i.kind, i.source_id, s.name, i.value
  from identities i left join sources s on s.source_id = i.source_id
  where i.customer_id = p_customer;
end
$$;

-- All that a card shows of a customer on a day and at the month ends before it; null for no customer. Snapshots of
-- month ends that nobody took yet are taken for as long as p_budget_ms allows. Where names are seen (p_audit: actor and
-- action), it is written down.
create function public.customer_card(p_customer bigint, p_day date, p_month_ends date[], p_budget_ms integer,
  p_audit jsonb default null)
returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_until timestamptz := clock_timestamp() + make_interval(secs => p_budget_ms / 1000.0);
  v_customer customers;
  v_day date;
begin
  select * into v_customer from customers where customer_id = p_customer;
  if not found then
    return null;
  end if;
  if v_customer.erased_at is not null then
    return jsonb_build_object('customer', to_jsonb(v_customer) - 'words',
      'orders', coalesce((select orders from customer_rollup where customer_id = p_customer), 0));
  end if;
  perform need_snapshot(p_day, 0);
  foreach v_day in array p_month_ends loop
    exit when clock_timestamp() > v_until;
    perform need_snapshot(v_day, 0);
  end loop;
  if p_audit is not null then
    perform write_audit(p_audit ->> 'actor', p_audit ->> 'action', '#' || p_customer, 1);
  end if;
  return jsonb_build_object(
    'customer', to_jsonb(v_customer) - 'words',
    'first_order', (select first_day from customer_rollup where customer_id = p_customer),
    'now', customer_state(p_customer, p_day),
    'history', (
      select coalesce(jsonb_agg(customer_state(p_customer, d) order by d), '[]') from unnest(p_month_ends) d
    ),
    'months', (
      select coalesce(jsonb_agg(jsonb_build_object('month', month, 'orders', orders, 'net', net) order by month), '[]')
      from customer_month where customer_id = p_customer and month > p_day - interval '13 months' and month <= p_day
    ),
    'placed', (select count(*) from orders where customer_id = p_customer),
    'page', public.customer_orders(p_customer),
    'segments', segments_of(p_customer, p_day, v_until),
    'consents', (
      select coalesce(jsonb_agg(jsonb_build_object('channel', k.channel, 'granted', k.granted, 'changed_at', k.changed_at,
        'source', s.name) order by k.channel), '[]')
      from consents k join sources s on s.source_id = k.source_id where k.customer_id = p_customer
    ),
    'interactions', (
      select coalesce(jsonb_agg(to_jsonb(i) order by i.happened_at desc), '[]')
      from (
        select i.kind, i.happened_at, i.day, i.by_customer, i.summary, s.name as source
        from interactions i join sources s on s.source_id = i.source_id
        where i.customer_id = p_customer order by i.happened_at desc limit 10
      ) i
    ),
    'campaigns', (
      select coalesce(jsonb_agg(to_jsonb(m) order by m.since desc), '[]')
      from (
        select c.name, c.channel, m.arm, m.since,
          (select min(t.touched_at) from campaign_touches t
           where t.customer_id = p_customer and t.campaign_id = m.campaign_id and t.kind = 'open') as opened_at,
          (select min(t.touched_at) from campaign_touches t
           where t.customer_id = p_customer and t.campaign_id = m.campaign_id and t.kind = 'click') as clicked_at
        from campaign_members m join campaigns c on c.campaign_id = m.campaign_id
        where m.customer_id = p_customer order by m.since desc limit 10
      ) m
    ),
    'identities', (
      select coalesce(jsonb_agg(to_jsonb(n) - 'source_id' order by n.nr), '[]') from numbered_identities(p_customer) n
    ),
    'merges', (
      select coalesce(jsonb_agg(jsonb_build_object('from', from_id, 'at', merged_at) order by merge_id desc), '[]')
      from customer_merges where customer_id = p_customer and undone_at is null
    )
  );
end
$$;
