-- Writing orders. Each call is one transaction: orders with their rollups, or nothing.

create function public.ingest_orders(p_source text, p_kind text, p_orders jsonb)
returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_shop shop;
  v_source smallint;
  v_given integer;
  v_older integer;
  v_unchanged integer;
  v_updated integer;
  v_inserted integer;
  v_created integer := 0;
  v_lines integer := 0;
  v_refunds integer := 0;
  v_changed_from date;
begin
  v_shop := begin_writing();
  v_source := take_source(p_source, p_kind);

  insert into batch_parsed (n, external_id, ordered_at, status, counted, currency, gross, discount, tax, shipping,
    channel, updated_at, customer, person, lines, refunds, content)
  select row_number() over (), x.id, x.at, x.status,
    x.status in ('paid', 'processing', 'completed', 'refunded') and coalesce(x.currency, v_shop.currency) = v_shop.currency,
    coalesce(x.currency, v_shop.currency), coalesce(x.gross, 0), coalesce(x.discount, 0), coalesce(x.tax, 0),
    coalesce(x.shipping, 0), coalesce(x.channel, ''), x.updated_at, x.customer, x.customer::text,
    nullif(x.lines, '[]'), nullif(x.refunds, '[]'), hash_record_extended(x, 0)
  from jsonb_to_recordset(p_orders) as x (
    id text, at timestamptz, status text, currency text, gross bigint, discount bigint, tax bigint, shipping bigint,
    channel text, updated_at timestamptz, customer jsonb, lines jsonb, refunds jsonb
  );
  get diagnostics v_given = row_count;

  -- The last of several writings of one order in the batch counts.
  if v_given > (select count(distinct external_id) from batch_parsed) then
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
    v_created := resolve_customers(v_source);

    insert into batch_orders (n, order_id, old_customer_id, customer_id, day, counted)
    select o.n, coalesce(k.order_id, nextval('order_ids')), k.customer_id, p.customer_id,
      (o.ordered_at at time zone v_shop.time_zone)::date, o.counted
    from batch_parsed o
    join batch_persons p on p.person = o.person
    left join batch_known k on k.n = o.n;

    -- Whose history must be counted anew: customers of changed orders, and of orders not later than all they have.
    insert into batch_touched
    select old_customer_id from batch_orders where old_customer_id is not null
    union
    select customer_id from batch_orders where old_customer_id is not null
    union
    select b.customer_id
    from batch_orders b
    cross join lateral (
      select r.last_day from customer_rollup r where r.customer_id = b.customer_id offset 0
    ) c
    where b.counted and b.day <= c.last_day;

    if exists (select from batch_touched) then
      perform take_facts_of_touched();
      select min(day) into v_changed_from from batch_facts f
      where exists (select from batch_orders b where b.order_id = f.order_id);
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
    select b.customer_id, b.order_id, v_source, p.external_id, p.ordered_at, b.day, p.status, p.counted, p.currency,
      p.gross, p.discount, p.tax, p.shipping, p.channel, p.updated_at, p.content
    from batch_orders b
    join batch_parsed p on p.n = b.n;

    v_lines := write_lines(v_source);

    if exists (select from batch_parsed where refunds is not null) then
      insert into refunds (customer_id, order_id, external_id, refunded_at, day, amount)
      select b.customer_id, b.order_id, r.id, r.at, (r.at at time zone v_shop.time_zone)::date, r.amount
      from batch_parsed p
      join batch_orders b on b.n = p.n
      cross join lateral jsonb_to_recordset(p.refunds) as r (id text, at timestamptz, amount bigint)
      where p.refunds is not null;
      get diagnostics v_refunds = row_count;
    end if;

    perform take_facts_of_touched();
    insert into batch_facts
    select b.customer_id, b.order_id, v_source, p.ordered_at, b.day, p.status, p.counted, p.currency,
      p.gross, p.discount, p.tax, p.shipping, p.channel
    from batch_orders b
    join batch_parsed p on p.n = b.n
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
    'customers_created', v_created, 'lines', v_lines, 'refunds', v_refunds
  );
end
$$;

-- Writes the lines of batch_orders, and the products that they name. Returns how many lines.
create function regulars.write_lines(p_source smallint) returns integer
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_lines integer;
begin
  if not exists (select from batch_parsed where lines is not null) then
    return 0;
  end if;
  create temp table if not exists batch_lines (
    customer_id bigint, order_id bigint, line bigint, product text, name text, category text, quantity numeric,
    gross bigint, discount bigint
  ) on commit delete rows;
  truncate batch_lines;
  insert into batch_lines
  select b.customer_id, b.order_id, l.line, l.product, l.name, l.category, l.quantity, l.gross, l.discount
  from batch_parsed p
  join batch_orders b on b.n = p.n
  cross join lateral rows from (
    jsonb_to_recordset(p.lines) as (product text, name text, category text, quantity numeric, gross bigint, discount bigint)
  ) with ordinality as l (product, name, category, quantity, gross, discount, line)
  where p.lines is not null;

  insert into products as p (source_id, external_id, name, category)
  select distinct on (product) p_source, product, coalesce(name, product), category
  from batch_lines
  order by product, order_id desc, line desc
  on conflict (source_id, external_id) do update set
    name = excluded.name, category = coalesce(excluded.category, p.category)
  where (p.name, p.category) is distinct from (excluded.name, coalesce(excluded.category, p.category));

  insert into order_lines (customer_id, order_id, line, product_id, quantity, gross, discount)
  select l.customer_id, l.order_id, l.line, p.product_id, l.quantity, l.gross, coalesce(l.discount, 0)
  from batch_lines l
  join products p on p.source_id = p_source and p.external_id = l.product;
  get diagnostics v_lines = row_count;
  return v_lines;
end
$$;

-- Takes orders out as if they had never been. Returns how many were there.
create function public.remove_orders(p_source text, p_ids text[])
returns integer
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_removed integer;
  v_changed_from date;
begin
  perform begin_writing();
  insert into batch_orders (n, customer_id, order_id, day)
  select row_number() over (), o.customer_id, o.order_id, o.day
  from orders o
  join sources s on s.source_id = o.source_id
  where s.name = p_source and o.external_id = any (p_ids);
  get diagnostics v_removed = row_count;

  insert into batch_touched select distinct customer_id from batch_orders;
  perform take_facts_of_touched();
  perform fold_facts(-1);
  truncate batch_facts;
  delete from order_lines l using batch_orders b where l.customer_id = b.customer_id and l.order_id = b.order_id;
  delete from refunds r using batch_orders b where r.customer_id = b.customer_id and r.order_id = b.order_id;
  delete from orders o using batch_orders b where o.customer_id = b.customer_id and o.order_id = b.order_id;
  perform take_facts_of_touched();
  perform fold_facts(1);
  select min(day) into v_changed_from from batch_orders;
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
    update refunds r set day = (r.refunded_at at time zone v_shop.time_zone)::date
    from batch_touched t
    where r.customer_id = t.customer_id and r.day <> (r.refunded_at at time zone v_shop.time_zone)::date;
    perform take_facts_of_touched();
    perform fold_facts(1);
  end if;
  update shop set rebuilt_to = v_last;
  return jsonb_build_object('next', v_last);
end
$$;
