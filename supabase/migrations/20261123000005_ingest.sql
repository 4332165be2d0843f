-- Writing orders. Each call is one transaction: orders with their rollups, or nothing.

-- The orders come as columns, an array each, which is read in a third of the time that an object an order takes:
--   p_orders    id, at, status, currency, gross, discount, tax, shipping, channel, updated_at, content; customer: its
--               place in p_customers, from 1
--   p_customers id, email, document, phone, name, city, state
--   p_lines     order: its place in p_orders, from 1; line: its number in the order; product: its place in p_products,
--               from 1; quantity, gross, discount
--   p_products  id, name, category
--   p_refunds   order: its place in p_orders, from 1; id, at, amount
-- What of it may be left out or null, and what it means, says supabase/ingest-orders.ts, which makes them.
create function public.ingest_orders(p_source text, p_kind text, p_orders json, p_customers json,
  p_lines json default '{}', p_products json default '{}', p_refunds json default '{}')
returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
set jit = off
set enable_mergejoin = off
as $$
declare
  v_shop shop;
  v_source smallint;
  v_given integer;
  v_older integer;
  v_unchanged integer;
  v_updated integer;
  v_inserted integer;
  v_placed integer;
  v_created integer := 0;
  v_lines integer := 0;
  v_refunds integer := 0;
  v_changed_from date;
  v_has_erased boolean;
begin
  v_shop := begin_writing();
  -- Asked behind whoever was erasing.
  v_has_erased := exists (select from tombstones);
  v_source := take_source(p_source, p_kind);

  insert into batch_parsed
  select o.n, o.id, o.at, o.status,
    o.status in ('paid', 'processing', 'completed', 'refunded') and coalesce(o.currency, v_shop.currency) = v_shop.currency,
    coalesce(o.currency, v_shop.currency), coalesce(o.gross, 0), coalesce(o.discount, 0), coalesce(o.tax, 0),
    coalesce(o.shipping, 0), coalesce(o.channel, ''), o.updated_at, o.customer, o.content
  from json_to_record(p_orders) as g (id text[], at timestamptz[], status text[], currency text[], gross bigint[],
    discount bigint[], tax bigint[], shipping bigint[], channel text[], updated_at timestamptz[], customer integer[],
    content bigint[])
  cross join lateral unnest(g.id, g.at, g.status, g.currency, g.gross, g.discount, g.tax, g.shipping, g.channel,
    g.updated_at, g.customer, g.content) with ordinality as o (id, at, status, currency, gross, discount, tax, shipping,
    channel, updated_at, customer, content, n);
  get diagnostics v_given = row_count;
  if v_has_erased then
    perform veil_orders(v_source, false);
  end if;

  -- The last of several writings of one order in the batch counts.
  if exists (select from batch_parsed group by external_id having count(*) > 1) then
    delete from batch_parsed p
    using (
      select n, row_number() over (partition by external_id order by updated_at desc nulls first, n desc) as nth
      from batch_parsed
    ) ranked
    where ranked.n = p.n and ranked.nth > 1;
  end if;

  -- An order that is there already as it is, or newer, is left out.
  insert into batch_known (n, order_id, customer_id, is_older, is_same)
  select p.n, k.order_id, k.customer_id, coalesce(k.updated_at > p.updated_at, false), k.content = p.content
  from batch_parsed p
  cross join lateral (
    select o.customer_id, o.order_id, o.updated_at, o.content
    from orders o where o.external_id = p.external_id and o.source_id = v_source limit 1
  ) k;
  select count(*) filter (where is_older), count(*) filter (where is_same and not is_older),
    count(*) filter (where not is_same and not is_older)
  into v_older, v_unchanged, v_updated
  from batch_known;
  if v_older + v_unchanged > 0 then
    delete from batch_parsed p using batch_known k where k.n = p.n and (k.is_older or k.is_same);
  end if;
  v_inserted := (select count(*) from batch_parsed) - v_updated;

  if v_updated + v_inserted > 0 then
    v_created := resolve_customers(v_source, p_customers);
    if v_has_erased then
      perform veil_orders(v_source, true);
    end if;

    insert into batch_orders
    select o.n, k.customer_id, p.customer_id, coalesce(k.order_id, nextval('order_ids')), o.external_id, o.ordered_at,
      (o.ordered_at at time zone v_shop.time_zone)::date, o.status, o.counted, o.currency, o.gross, o.discount, o.tax,
      o.shipping, o.channel, o.updated_at, o.content, c.orders, c.last_day, o.is_veiled
    from batch_parsed o
    join batch_persons p on p.place = o.customer
    left join batch_known k on k.n = o.n
    left join lateral (
      select r.orders, r.last_day from customer_rollup r where r.customer_id = p.customer_id offset 0
    ) c on true;

    get diagnostics v_placed = row_count;
    if v_placed < v_inserted + v_updated then
      raise exception 'an order names no customer of p_customers' using errcode = '22023';
    end if;

    -- Whose history must be counted anew: customers of changed orders, and of orders not later than all they have.
    insert into batch_touched
    select old_customer_id from batch_orders where old_customer_id is not null
    union
    select customer_id from batch_orders where old_customer_id is not null
    union
    select customer_id from batch_orders where counted and day <= known_last_day;

    if exists (select from batch_touched) then
      perform take_facts_of_touched();
      select min(day) into v_changed_from from batch_facts f
      where exists (select from batch_orders b where b.order_id = f.order_id);
      -- A refund may be told of a day before its order's.
      select least(v_changed_from, min(r.day)) into v_changed_from
      from batch_orders b
      cross join lateral (
        select min(t.day) as day from refunds t
        where t.customer_id = b.old_customer_id and t.order_id = b.order_id offset 0
      ) r
      where b.old_customer_id is not null;
      perform fold_facts(-1);
      truncate batch_facts;
    end if;

    if v_updated > 0 then
      delete from order_lines l using batch_orders b
      where b.old_customer_id is not null and l.customer_id = b.old_customer_id and l.order_id = b.order_id;
      delete from refunds r using batch_orders b
      where b.old_customer_id is not null and r.customer_id = b.old_customer_id and r.order_id = b.order_id;
      delete from orders o using batch_orders b
      where b.old_customer_id is not null and o.customer_id = b.old_customer_id and o.order_id = b.order_id;
    end if;

    insert into orders (customer_id, order_id, source_id, external_id, ordered_at, day, status, counted, currency,
      gross, discount, tax, shipping, channel, updated_at, content)
    select customer_id, order_id, v_source, external_id, ordered_at, day, status, counted, currency,
      gross, discount, tax, shipping, channel, updated_at, content
    from batch_orders;

    update sources set known_to = greatest(known_to, (select max(ordered_at) from batch_orders where ordered_at <= now()))
    where source_id = v_source;

    v_lines := write_lines(v_source, p_lines, p_products);

    insert into refunds (customer_id, order_id, external_id, refunded_at, day, amount)
    select b.customer_id, b.order_id, case when b.is_veiled then veiled(v_source, r.id) else r.id end, r.at, (r.at at time zone v_shop.time_zone)::date, r.amount
    from json_to_record(p_refunds) as g ("order" integer[], id text[], at timestamptz[], amount bigint[])
    cross join lateral unnest(g."order", g.id, g.at, g.amount) as r (n, id, at, amount)
    join batch_orders b on b.n = r.n;
    get diagnostics v_refunds = row_count;

    perform take_facts_of_touched();
    insert into batch_facts
    select b.customer_id, b.order_id, v_source, b.ordered_at, b.day, b.status, b.counted, b.currency,
      b.gross, b.discount, b.tax, b.shipping, b.channel, b.content, b.known_orders, b.known_last_day
    from batch_orders b
    where not exists (select from batch_touched t where t.customer_id = b.customer_id);
    perform fold_facts(1);

    select least(v_changed_from, min(day)) into v_changed_from from batch_orders;
    if v_refunds > 0 then
      select least(v_changed_from, min(r.day)) into v_changed_from
      from refunds r join batch_orders b on b.customer_id = r.customer_id and b.order_id = r.order_id;
    end if;
    perform mark_snapshots_stale(v_changed_from);
  end if;

  return jsonb_build_object(
    'orders', v_given, 'inserted', v_inserted, 'updated', v_updated, 'unchanged', v_unchanged, 'older', v_older,
    'customers_created', v_created, 'lines', v_lines, 'refunds', v_refunds,
    'erased', (select count(*) from batch_orders where is_veiled)
  );
end
$$;

-- Takes from the orders of batch_parsed what their source calls them, where they are known to be an erased person's, or
-- (p_resolved) name one. They are found again by what then stands in its place.
create function regulars.veil_orders(p_source smallint, p_resolved boolean) returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  update batch_parsed p set is_veiled = true, external_id = v.veiled,
    -- What was told of them cannot be guessed at either.
    content = hashtextextended(p.content || v.veiled, 0)
  from (
    select b.n, b.customer, veiled(p_source, b.external_id) as veiled from batch_parsed b where not b.is_veiled offset 0
  ) v
  where v.n = p.n and case
    when p_resolved then exists (select from batch_persons k where k.place = v.customer and k.is_erased)
    else exists (select from orders o where o.external_id = v.veiled and o.source_id = p_source)
  end;
end
$$;

-- Writes the lines of batch_orders, and the products that they name. Returns how many lines.
create function regulars.write_lines(p_source smallint, p_lines json, p_products json) returns integer
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_lines integer;
begin
  create temp table if not exists batch_lines (
    n integer, customer_id bigint, order_id bigint, line integer, product integer, quantity numeric, gross bigint,
    discount bigint, counted boolean
  ) on commit delete rows;
  create temp table if not exists batch_products (
    place integer, id text, name text, category text, latest integer
  ) on commit delete rows;
  truncate batch_lines, batch_products;
  insert into batch_lines
  select l.n, b.customer_id, b.order_id, l.line, l.product, l.quantity, coalesce(l.gross, 0), coalesce(l.discount, 0),
    b.counted
  from json_to_record(p_lines) as g ("order" integer[], line integer[], product integer[], quantity numeric[],
    gross bigint[], discount bigint[])
  cross join lateral unnest(g."order", g.line, g.product, g.quantity, g.gross, g.discount)
    as l (n, line, product, quantity, gross, discount)
  join batch_orders b on b.n = l.n;

  insert into batch_products
  select p.place, p.id, coalesce(p.name, p.id), p.category, l.latest
  from (select product, max(n) as latest from batch_lines group by 1) l
  join (
    select p.*
    from json_to_record(p_products) as g (id text[], name text[], category text[])
    cross join lateral unnest(g.id, g.name, g.category) with ordinality as p (id, name, category, place)
  ) p on p.place = l.product;

  -- The latest naming wins.
  insert into products as p (source_id, external_id, name, category)
  select distinct on (id) p_source, id, name, category
  from batch_products
  order by id, latest desc, place desc
  on conflict (source_id, external_id) do update set
    name = excluded.name, category = coalesce(excluded.category, p.category)
  where (p.name, p.category) is distinct from (excluded.name, coalesce(excluded.category, p.category));

  insert into order_lines (customer_id, order_id, line, product_id, quantity, gross, discount, counted)
  select l.customer_id, l.order_id, l.line, p.product_id, l.quantity, l.gross, l.discount, l.counted
  from batch_lines l
  join batch_products b on b.place = l.product
  join products p on p.source_id = p_source and p.external_id = b.id;
  get diagnostics v_lines = row_count;
  if v_lines < (select count(*) from batch_lines) then
    raise exception 'a line names no product of p_products' using errcode = '22023';
  end if;
  return v_lines;
end
$$;

-- Takes orders out as if they had never been. Returns how many were there.
create function public.remove_orders(p_source text, p_ids text[])
returns integer
language plpgsql
security definer
set search_path = regulars, pg_temp
set jit = off
set enable_mergejoin = off
as $$
declare
  v_removed integer;
  v_changed_from date;
  v_ids text[] := p_ids;
begin
  perform begin_writing();
  if exists (select from tombstones) then
    v_ids := v_ids || array(
      select veiled(s.source_id, i) from unnest(p_ids) i join sources s on s.name = p_source
    );
  end if;
  insert into batch_orders (n, customer_id, order_id, day)
  select row_number() over (), o.customer_id, o.order_id, o.day
  from orders o
  join sources s on s.source_id = o.source_id
  where s.name = p_source and o.external_id = any (v_ids);
  get diagnostics v_removed = row_count;

  select least(min(b.day), min(r.day)) into v_changed_from
  from batch_orders b
  cross join lateral (
    select min(t.day) as day from refunds t where t.customer_id = b.customer_id and t.order_id = b.order_id offset 0
  ) r;
  insert into batch_touched select distinct customer_id from batch_orders;
  perform take_facts_of_touched();
  perform fold_facts(-1);
  truncate batch_facts;
  delete from order_lines l using batch_orders b where l.customer_id = b.customer_id and l.order_id = b.order_id;
  delete from refunds r using batch_orders b where r.customer_id = b.customer_id and r.order_id = b.order_id;
  delete from orders o using batch_orders b where o.customer_id = b.customer_id and o.order_id = b.order_id;
  perform take_facts_of_touched();
  perform fold_facts(1);
  perform mark_snapshots_stale(v_changed_from);
  return v_removed;
end
$$;

-- Rebuilds the rollups from raw orders, p_limit customers a call: begin with p_after 0 and go on with the returned
-- `next` until it is null. Interrupted, it goes on from where shop.rebuilt_to stands. Local days and what counts are
-- worked out anew, for the shop's zone and currency of now.
create function public.rebuild_rollups(p_after bigint, p_limit integer)
returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
set jit = off
set enable_mergejoin = off
as $$
declare
  v_shop shop;
  v_last bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended('regulars.write', 0));
  perform make_batch_tables();
  if p_after = 0 then
    delete from order_tally;
    delete from day_rollup;
    delete from day_gap;
    delete from product_day;
    delete from customer_rollup;
    delete from customer_month;
    perform mark_snapshots_stale('-infinity');
    perform forget_told();
  end if;
  update shop set rebuilt_to = p_after returning * into v_shop;

  insert into batch_touched select customer_id from customers where customer_id > p_after order by customer_id limit p_limit;
  select max(customer_id) into v_last from batch_touched;
  if v_last is not null then
    update orders o set
      day = (o.ordered_at at time zone v_shop.time_zone)::date,
      counted = o.status in ('paid', 'processing', 'completed', 'refunded') and o.currency = v_shop.currency
    from batch_touched t
    where o.customer_id = t.customer_id and (o.day, o.counted) is distinct from (
      (o.ordered_at at time zone v_shop.time_zone)::date,
      o.status in ('paid', 'processing', 'completed', 'refunded') and o.currency = v_shop.currency
    );
    update order_lines l set counted = o.counted
    from orders o
    where o.customer_id = any (array(select t.customer_id from batch_touched t))
      and l.customer_id = o.customer_id and l.order_id = o.order_id and l.counted <> o.counted;
    update refunds r set day = (r.refunded_at at time zone v_shop.time_zone)::date
    from batch_touched t
    where r.customer_id = t.customer_id and r.day <> (r.refunded_at at time zone v_shop.time_zone)::date;
    update interactions i set day = (i.happened_at at time zone v_shop.time_zone)::date
    from batch_touched t
    where i.customer_id = t.customer_id and i.day <> (i.happened_at at time zone v_shop.time_zone)::date;
    perform renew_signs(array(select t.customer_id from batch_touched t));
    perform take_facts_of_touched();
    perform fold_facts(1);
  else
    -- What was asked meanwhile, of half of the customers.
    perform mark_snapshots_stale('-infinity');
  end if;
  update shop set rebuilt_to = v_last;
  return jsonb_build_object('next', v_last);
end
$$;
