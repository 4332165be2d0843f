/**
 * The peer of `ingest_orders`: the same JSON into plain tables with the same keys and indexes, one insert each, and
 * nothing else: no customer is looked up (their numbers are in their ids), no order compared, no rollup kept.
 */
export const bareOrdersSql = `
  create schema bare;
  create table bare.customers (like regulars.customers including all);
  create table bare.orders (like regulars.orders including all);
  create table bare.order_lines (like regulars.order_lines including all);
  create function public.bare_orders(p_source text, p_kind text, p_orders jsonb) returns void
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
      l.quantity, l.gross, l.discount
    from jsonb_to_recordset(p_orders) as x (id text, customer jsonb, lines jsonb)
    cross join lateral rows from (
      jsonb_to_recordset(x.lines) as (product text, quantity numeric, gross bigint, discount bigint)
    ) with ordinality as l (product, quantity, gross, discount, line);
  end
  $$;
  notify pgrst, 'reload schema';
`;
