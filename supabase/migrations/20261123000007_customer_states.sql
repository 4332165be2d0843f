-- What customers had done up to a day, from their months and days: what RFM, moves and sales by segment are told from.

-- A query of what each customer did up to a day, in parts to be summed: months where they are whole, and the days of
-- those that go on after p_as_of or p_since. is_before: not after p_since. p_one: a condition
-- on customer_id, or ''.
create function regulars.history_parts(p_as_of date, p_since date, p_one text) returns text
language plpgsql stable
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_ragged date[] := array(
    select distinct date_trunc('month', d)::date from unnest(array[p_as_of, p_since]) d
    where exists (
      select from day_rollup where day > d and day < date_trunc('month', d) + interval '1 month'
    )
  );
  v_within text := (
    select string_agg(format('day between %L and %L', m, least(p_as_of, (m + interval '1 month - 1 day')::date)), ' or ')
    from unnest(v_ragged) m
  );
  v_days text := '';
begin
  if v_ragged <> '{}' then
    v_days := format($sql$
      union all
      select customer_id, day, 1, gross - discount, day <= %1$L
      from orders where counted and (%2$s) %3$s
      union all
      select r.customer_id, null, 0, -r.amount, r.day <= %1$L
      from (select customer_id, order_id, day, amount from refunds where (%2$s) %3$s) r
      cross join lateral (
        select from orders o
        where o.customer_id = r.customer_id and o.order_id = r.order_id
          and (o.counted or o.status = 'return' and o.currency = (select currency from shop))
        offset 0
      ) o
    $sql$, p_since, v_within, p_one);
  end if;
  return format($sql$
    select customer_id, last_day, orders, net, month <= %1$L as is_before
    from customer_month where month <= %2$L and month <> all (%3$L) %4$s
  $sql$, p_since, p_as_of, v_ragged, p_one) || v_days;
end
$$;

-- A query of the customers' last day, orders and net as of a day and, where p_since is an earlier day, the same as of
-- that one (before_…, of nothing for who came later). With p_among, a temporary table with their customer_id, for those
-- customers alone. Who did nothing after the days stands in the rollup; where that is most, only the others are worked
-- out from their months, one by one; who they are it puts into a temporary table, which the query reads.
create function regulars.state_query(p_as_of date, p_since date, p_among text) returns text
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_from date := coalesce(p_since, p_as_of);
  v_sums text := 'max(last_day) as last_day, sum(orders)::bigint as orders, sum(net)::bigint as net';
  v_stand text := 'customer_id, last_day, orders, net';
  v_looked_up text := $sql$
    select l.customer_id, s.*
    from (select customer_id from %s order by 1) l
    cross join lateral (select %s from (%s) parts having count(*) > 0) s
  $sql$;
begin
  if p_since is not null then
    v_sums := v_sums || ', max(last_day) filter (where is_before) as before_last_day,
      coalesce(sum(orders) filter (where is_before), 0)::bigint as before_orders,
      coalesce(sum(net) filter (where is_before), 0)::bigint as before_net';
    v_stand := v_stand || ', last_day as before_last_day, orders as before_orders, net as before_net';
  end if;
  if not exists (select from day_rollup where day > v_from) then
    return format('select %s from customer_rollup', v_stand);
  end if;
  v_looked_up := format(v_looked_up, coalesce(p_among, 'later'), v_sums,
    history_parts(p_as_of, v_from, 'and customer_id = l.customer_id'));
  if p_among is not null then
    return v_looked_up;
  end if;
  if (select 4 * coalesce(sum(orders) filter (where day > v_from), 0) < sum(orders) from day_rollup) then
    perform drop_temporary('later');
    create temp table later on commit drop as
    select customer_id from orders where day > v_from
    union
    select customer_id from refunds where day > v_from;
    analyze later;
    return v_looked_up || format(
      'union all
       select %s from customer_rollup c where not exists (select from later where later.customer_id = c.customer_id)',
      v_stand);
  end if;
  return format('select customer_id, %s from (%s) parts group by 1', v_sums, history_parts(p_as_of, v_from, ''));
end
$$;

-- Where the customers' last day, orders and net as of a day stand, over orders of the last p_window days (0: all): a
-- name to select from, the rollup itself or a temporary table.
create function regulars.take_state(p_as_of date, p_window integer) returns text
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_query text;
begin
  if p_window > 0 then
    v_query := format($sql$
      select customer_id, max(last_day) as last_day, sum(orders)::bigint as orders, sum(net)::bigint as net
      from (
        select customer_id, max(day) as last_day, count(*) as orders, sum(gross - discount) as net
        from orders where counted and day > %1$L::date - %2$s and day <= %1$L group by 1
        union all
        select r.customer_id, null, 0, -sum(r.amount)
        from refunds r
        join orders o on o.customer_id = r.customer_id and o.order_id = r.order_id
        where r.day <= %1$L and (o.counted and o.day > %1$L::date - %2$s and o.day <= %1$L
          or o.status = 'return' and o.currency = (select currency from shop) and r.day > %1$L::date - %2$s)
        group by 1
      ) parts group by 1
    $sql$, p_as_of, p_window);
  elsif not exists (select from day_rollup where day > p_as_of) then
    return 'customer_rollup';
  else
    v_query := state_query(p_as_of, null, null);
  end if;
  perform drop_temporary('state');
  execute 'create temp table state on commit drop as ' || v_query;
  return 'pg_temp.state';
end
$$;
