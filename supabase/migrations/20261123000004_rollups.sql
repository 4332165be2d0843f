-- Rollups: what answers read instead of orders. Everything in them is a sum over orders and refunds, so that a change
-- is applied as "take away what these customers gave, write, add what they give now", and a rebuild is the same
-- addition from nothing.

create table regulars.day_rollup (
  day date not null,
  source_id smallint not null,
  channel text not null,
  orders bigint not null,
  gross bigint not null,
  discount bigint not null,
  tax bigint not null,
  shipping bigint not null,
  -- Of the day of the refund, not of its order.
  refunds bigint not null,
  -- Customers whose first, and whose second, counted order ever this is.
  new_customers bigint not null,
  second_orders bigint not null,
  primary key (day, source_id, channel)
);

-- Customers with an order on the day, by the day of their order before it. The distinct buyers from a to b are those
-- whose order in [a, b] has its predecessor before a: a sum, however many orders there are.
create table regulars.day_gap (
  day date not null,
  -- '-infinity' for the first order ever.
  previous_day date not null,
  customers bigint not null,
  primary key (day, previous_day)
);

create table regulars.product_day (
  product_id integer not null,
  day date not null,
  orders bigint not null,
  units numeric not null,
  gross bigint not null,
  discount bigint not null,
  primary key (day, product_id)
);

create table regulars.customer_rollup (
  customer_id bigint primary key,
  orders bigint not null,
  -- Gross - discounts - refunds.
  net bigint not null,
  -- Null for a customer with refunds alone.
  first_day date,
  last_day date,
  -- The sources of their counted orders: bit source_id of each.
  sources bigint not null
);

create table regulars.customer_month (
  customer_id bigint not null,
  -- The month's first day.
  month date not null,
  orders bigint not null,
  net bigint not null,
  last_day date,
  primary key (customer_id, month)
);

alter table regulars.day_rollup enable row level security;
alter table regulars.day_gap enable row level security;
alter table regulars.product_day enable row level security;
alter table regulars.customer_rollup enable row level security;
alter table regulars.customer_month enable row level security;

-- Drops temporary tables of those names, as far as there are any: within one transaction they may be made again.
create function regulars.drop_temporary(variadic p_names text[]) returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_name text;
begin
  foreach v_name in array p_names loop
    if to_regclass('pg_temp.' || v_name) is not null then
      execute format('drop table pg_temp.%I', v_name);
    end if;
  end loop;
end
$$;

create function regulars.make_batch_tables() returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  if to_regclass('pg_temp.batch_facts') is not null then
    truncate batch_parsed, batch_known, batch_orders, batch_facts, batch_touched;
    return;
  end if;
  -- The orders as they were given; n is an order's place there.
  create temp table batch_parsed (
    n integer, external_id text, ordered_at timestamptz, status text, counted boolean, currency text, gross bigint,
    discount bigint, tax bigint, shipping bigint, channel text, updated_at timestamptz, customer integer, content bigint,
    -- An erased person's: called otherwise than by its source.
    is_veiled boolean not null default false
  ) on commit delete rows;
  -- Those of them that are there already.
  create temp table batch_known (
    n integer primary key, order_id bigint, customer_id bigint, is_older boolean, is_same boolean
  ) on commit delete rows;
  -- Those that are to be written, as they will stand in orders; old_customer_id where they stand already, known_… what
  -- their customers have ordered until now.
  create temp table batch_orders (
    n integer, old_customer_id bigint, customer_id bigint, order_id bigint, external_id text, ordered_at timestamptz,
    day date, status text, counted boolean, currency text, gross bigint, discount bigint, tax bigint, shipping bigint,
    channel text, updated_at timestamptz, content bigint, known_orders bigint, known_last_day date, is_veiled boolean
  ) on commit delete rows;
  -- The orders whose contribution is added to the rollups, or taken away; known_… null where they are the whole history.
  create temp table batch_facts (
    customer_id bigint, order_id bigint, source_id smallint, ordered_at timestamptz, day date, status text,
    counted boolean, currency text, gross bigint, discount bigint, tax bigint, shipping bigint, channel text,
    content bigint, known_orders bigint, known_last_day date
  ) on commit delete rows;
  -- The customers whose whole history is counted anew.
  create temp table batch_touched (customer_id bigint primary key) on commit delete rows;
end
$$;

-- The tables of a batch were just filled, and the planner knows nothing of them: what is looked up for each of their rows
-- in a large table is written as a look-up (lateral … offset 0, or = any of an array), or it would be read whole.

-- Adds (p_sign 1) the orders of batch_facts to the rollups, or takes them away (-1: then they are the whole history of
-- the customers of batch_touched). Orders added to a customer with a history must all be later than it.
create function regulars.fold_facts(p_sign integer) returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  if p_sign < 0 then
    -- Their rows go first: what is taken away is counted as if from nothing.
    delete from customer_month where customer_id = any (array(select t.customer_id from batch_touched t));
    delete from customer_rollup where customer_id = any (array(select t.customer_id from batch_touched t));
  end if;

  insert into order_tally as o (source_id, status, currency, orders)
  select source_id, status, currency, p_sign * count(*) from batch_facts group by 1, 2, 3
  on conflict (source_id, status, currency) do update set orders = o.orders + excluded.orders;

  -- What they contribute: a row a counted order and a row a refund, on its day.
  create temp table if not exists batch_entries (
    customer_id bigint, order_id bigint, source_id smallint, channel text, day date, orders integer, nth bigint,
    previous_day date, gross bigint, discount bigint, tax bigint, shipping bigint, refund bigint
  ) on commit delete rows;
  truncate batch_entries;

  insert into batch_entries
  select f.customer_id, f.order_id, f.source_id, f.channel, f.day, 1,
    coalesce(f.known_orders, 0) + row_number() over history,
    coalesce(lag(f.day) over history, f.known_last_day, '-infinity'),
    f.gross, f.discount, f.tax, f.shipping, 0
  from batch_facts f
  where f.counted
  -- Of orders of one moment what they hold decides, so that it is the same in whatever order they were written.
  window history as (partition by f.customer_id order by f.ordered_at, f.content, f.order_id);

  insert into batch_entries
  select f.customer_id, f.order_id, f.source_id, f.channel, r.day, 0, null, null, 0, 0, 0, 0, r.amount
  from batch_facts f
  cross join lateral (
    select t.day, t.amount from refunds t
    where t.customer_id = f.customer_id and t.order_id = f.order_id and t.amount <> 0 offset 0
  ) r
  where f.counted or f.status = 'return' and f.currency = (select currency from shop);

  -- Written in the order of their keys, so that neighbours meet the same page.
  insert into day_rollup as d
    (day, source_id, channel, orders, gross, discount, tax, shipping, refunds, new_customers, second_orders)
  select day, source_id, channel, p_sign * sum(orders), p_sign * sum(gross), p_sign * sum(discount),
    p_sign * sum(tax), p_sign * sum(shipping), p_sign * sum(refund), p_sign * count(*) filter (where nth = 1),
    p_sign * count(*) filter (where nth = 2)
  from batch_entries group by 1, 2, 3
  on conflict (day, source_id, channel) do update set
    orders = d.orders + excluded.orders, gross = d.gross + excluded.gross, discount = d.discount + excluded.discount,
    tax = d.tax + excluded.tax, shipping = d.shipping + excluded.shipping, refunds = d.refunds + excluded.refunds,
    new_customers = d.new_customers + excluded.new_customers, second_orders = d.second_orders + excluded.second_orders;

  insert into day_gap as g (day, previous_day, customers)
  select day, previous_day, p_sign * count(*) from batch_entries where previous_day < day group by 1, 2 order by 1, 2
  on conflict (day, previous_day) do update set customers = g.customers + excluded.customers;

  insert into product_day as p (product_id, day, orders, units, gross, discount)
  select l.product_id, e.day, p_sign * count(distinct e.order_id), p_sign * sum(l.quantity), p_sign * sum(l.gross),
    p_sign * sum(l.discount)
  from batch_entries e
  cross join lateral (
    select t.product_id, t.quantity, t.gross, t.discount
    from order_lines t where t.customer_id = e.customer_id and t.order_id = e.order_id offset 0
  ) l
  where e.orders = 1
  group by e.day, l.product_id
  order by e.day, l.product_id
  on conflict (day, product_id) do update set
    orders = p.orders + excluded.orders, units = p.units + excluded.units, gross = p.gross + excluded.gross,
    discount = p.discount + excluded.discount;

  if p_sign < 0 then
    -- Rows of nothing go: a rebuild must give the very same.
    delete from order_tally where orders = 0;
    delete from day_rollup d using batch_entries b where d.day = b.day and d.orders = 0 and d.refunds = 0;
    delete from day_gap g using batch_entries b where g.day = b.day and g.customers = 0;
    delete from product_day p using batch_entries b where p.day = b.day and p.orders = 0;
    return;
  end if;

  insert into customer_month as m (customer_id, month, orders, net, last_day)
  select customer_id, month, sum(orders), sum(gross - discount - refund), max(day) filter (where orders = 1)
  from (select *, date_trunc('month', day::timestamp)::date as month from batch_entries) e
  group by 1, 2
  order by 1, 2
  on conflict (customer_id, month) do update set
    orders = m.orders + excluded.orders, net = m.net + excluded.net,
    last_day = greatest(m.last_day, excluded.last_day);

  insert into customer_rollup as c (customer_id, orders, net, first_day, last_day, sources)
  select customer_id, sum(orders), sum(gross - discount - refund), min(day) filter (where orders = 1),
    max(day) filter (where orders = 1), coalesce(bit_or(1::bigint << source_id) filter (where orders = 1), 0)
  from batch_entries
  group by 1
  order by 1
  on conflict (customer_id) do update set
    orders = c.orders + excluded.orders, net = c.net + excluded.net,
    first_day = least(c.first_day, excluded.first_day), last_day = greatest(c.last_day, excluded.last_day),
    sources = c.sources | excluded.sources;
end
$$;

-- Fills batch_facts with the whole history of the customers of batch_touched.
create function regulars.take_facts_of_touched() returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  insert into batch_facts
  select o.customer_id, o.order_id, o.source_id, o.ordered_at, o.day, o.status, o.counted, o.currency,
    o.gross, o.discount, o.tax, o.shipping, o.channel, o.content
  from orders o
  where o.customer_id = any (array(select t.customer_id from batch_touched t));
end
$$;

-- Writers take turns: the sums are kept by differences.
create function regulars.begin_writing() returns regulars.shop
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_shop shop;
begin
  perform pg_advisory_xact_lock(hashtextextended('regulars.write', 0));
  select * into v_shop from shop;
  if not found then
    raise exception 'the shop has not been opened: call shop_open first' using errcode = '55000';
  end if;
  if v_shop.rebuilt_to is not null then
    raise exception 'the rollups are being rebuilt: write again afterwards' using errcode = '55006';
  end if;
  perform make_batch_tables();
  return v_shop;
end
$$;
