/**
 * The peers of `ingest_orders`: orders into plain tables with the same keys and indexes, one insert each, and nothing
 * else: no customer is looked up (their numbers are in their ids), no order compared, no rollup kept. `bare_orders`
 * takes the very same JSON, `bare_objects` the orders as anyone would send them: an object an order.
 */
export const bareOrdersSql = `
  create schema bare;
  create table bare.customers (like regulars.customers including all);
  create table bare.orders (like regulars.orders including all);
  create table bare.order_lines (like regulars.order_lines including all);
  create function public.bare_orders(p_source text, p_kind text, p_orders json, p_customers json, p_lines json,
    p_products json, p_refunds json) returns void
  language plpgsql security definer set search_path = bare, pg_temp
  as $$
  begin
    insert into customers (customer_id, name, email, phone, document, city, state) overriding system value
    select substr(c.id, 2)::bigint, c.name, c.email, c.phone, c.document, c.city, c.state
    from json_to_record(p_customers) as g (id text[], email text[], document text[], phone text[], name text[],
      city text[], state text[])
    cross join lateral unnest(g.id, g.email, g.document, g.phone, g.name, g.city, g.state)
      as c (id, email, document, phone, name, city, state)
    on conflict do nothing;

    create temp table given on commit drop as
    select o.*, substr(c.id, 2)::bigint as customer_id, substr(o.id, 2)::bigint as order_id
    from json_to_record(p_orders) as g (id text[], at timestamptz[], status text[], currency text[], gross bigint[],
      discount bigint[], tax bigint[], shipping bigint[], channel text[], updated_at timestamptz[], customer integer[],
      content bigint[])
    cross join lateral unnest(g.id, g.at, g.status, g.currency, g.gross, g.discount, g.tax, g.shipping, g.channel,
      g.updated_at, g.customer, g.content) with ordinality as o (id, at, status, currency, gross, discount, tax,
      shipping, channel, updated_at, customer, content, n)
    join (
      select c.*
      from json_to_record(p_customers) as g (id text[])
      cross join lateral unnest(g.id) with ordinality as c (id, place)
    ) c on c.place = o.customer;

    insert into orders
    select customer_id, order_id, 1, id, at, (at at time zone 'America/Sao_Paulo')::date, status, true, currency, gross,
      discount, tax, shipping, channel, updated_at, content
    from given;

    insert into order_lines
    select o.customer_id, o.order_id, l.line, substr(p.id, 2)::integer, l.quantity, l.gross, l.discount, true
    from json_to_record(p_lines) as g ("order" integer[], line integer[], product integer[], quantity numeric[],
      gross bigint[], discount bigint[])
    cross join lateral unnest(g."order", g.line, g.product, g.quantity, g.gross, g.discount)
      as l (n, line, product, quantity, gross, discount)
    join given o on o.n = l.n
    join (
      select p.*
      from json_to_record(p_products) as g (id text[])
      cross join lateral unnest(g.id) with ordinality as p (id, place)
    ) p on p.place = l.product;
  end
  $$;
  create function public.bare_objects(p_source text, p_kind text, p_orders jsonb) returns void
  language plpgsql security definer set search_path = bare, pg_temp
  as $$
  begin
    insert into customers (customer_id, name, email, phone, document, city, state) overriding system value
    select substr(c.id, 2)::bigint, c.name, c.email, c.phone, c.document, c.city, c.state
    from jsonb_to_recordset(p_orders) as x (customer jsonb)
    cross join lateral jsonb_to_record(x.customer) as c (
      id text, name text, email text, phone text, document text, city text, state text
    )
    on conflict do nothing;

    insert into orders
    select substr(x.customer ->> 'id', 2)::bigint, substr(x.id, 2)::bigint, 1, x.id, x.at,
      (x.at at time zone 'America/Sao_Paulo')::date, x.status, true, x.currency, x.gross, x.discount, x.tax,
      x.shipping, x.channel, x.updated_at, 0
    from jsonb_to_recordset(p_orders) as x (
      id text, at timestamptz, status text, currency text, gross bigint, discount bigint, tax bigint,
      shipping bigint, channel text, updated_at timestamptz, customer jsonb
    );

    insert into order_lines
    select substr(x.customer ->> 'id', 2)::bigint, substr(x.id, 2)::bigint, l.line, substr(l.product, 2)::integer,
      l.quantity, l.gross, l.discount, true
    from jsonb_to_recordset(p_orders) as x (id text, customer jsonb, lines jsonb)
    cross join lateral rows from (
      jsonb_to_recordset(x.lines) as (product text, quantity numeric, gross bigint, discount bigint)
    ) with ordinality as l (product, quantity, gross, discount, line);
  end
  $$;
  notify pgrst, 'reload schema';
`;
