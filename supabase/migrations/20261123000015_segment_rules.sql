-- Rules that tell which customers belong to a segment, and the SQL that they become. A rule is
--   {"all": [rule, …]}, {"any": [rule, …]}, {"not": rule}, or {"field": …, "op": …, "value": …}.
-- The text of the SQL hangs on a rule's shape alone: every value stays in the rule, which is bound as $1, and is looked up
-- there by its path. $2 is the day as of which it is asked. What is not known of a customer is equal to nothing.

-- Text as it is compared: without accents and capitals, with plain quotes.
create function regulars.fold_text(p_text text) returns text
language plpgsql immutable parallel safe
set search_path = regulars, pg_temp
as $$
begin
  return lower(translate(regexp_replace(normalize(btrim(p_text), nfkd), '[\u0300-\u036f]', '', 'g'), '‘’“”„«»', '''''"""""'));
end
$$;

-- The values of a condition, folded, as SQL.
create function regulars.folded_values_sql(p_path text[]) returns text
language plpgsql immutable
set search_path = regulars, pg_temp
as $$
begin
  return format('array(select fold_text(t) from jsonb_array_elements_text($1 #> %L) t)', p_path || 'value'::text);
end
$$;

-- A query of the customers of whom a condition on several things at once holds (products, consents …): customer_id, once
-- or more, and more conditions may follow. Null for other fields.
create function regulars.rule_members_sql(p_field text, p_path text[], p_is_past boolean) returns text
language plpgsql immutable
set search_path = regulars, pg_temp
as $$
declare
  v_values text := folded_values_sql(p_path);
begin
  return case
    when p_field in ('product', 'category') then format(
      'select m.customer_id from order_lines m %s where m.counted and m.product_id = any (
         array(select p.product_id from products p where fold_text(p.%s) = any (%s))) %s',
      case when p_is_past then 'join orders o on o.customer_id = m.customer_id and o.order_id = m.order_id' else '' end,
      case p_field when 'product' then 'name' else 'category' end, v_values,
      case when p_is_past then 'and o.day <= $2' else '' end)
    when p_field = 'campaign' then format(
      'select m.customer_id from campaign_members m where m.arm = ''treated'' and m.campaign_id = any (
         array(select c.campaign_id from campaigns c where c.key = any (%1$s) or ''#'' || c.campaign_id = any (%1$s)))
       and ((m.since at time zone (select time_zone from shop))::date <= $2 or ''#'' || m.campaign_id = any (%1$s))', v_values)
    when p_field = 'consent' then format(
      'select m.customer_id from consents m where m.granted and m.channel = any (%s)
       and (m.changed_at at time zone (select time_zone from shop))::date <= $2', v_values)
  end;
end
$$;

-- A rule as a condition on s, the row of a customer; p_is_whole: the rule, or what must hold beside others. Then a condition
-- that needs a query of its own is one that the planner joins by; elsewhere it is added to p_joins. What else s must hold
-- is added to p_needs.
create function regulars.rule_sql(p_rule jsonb, p_path text[], p_is_past boolean, p_is_whole boolean, inout p_joins text[],
  inout p_needs text[], out p_sql text)
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_field text := p_rule ->> 'field';
  v_op text := p_rule ->> 'op';
  v_value text := format('($1 #>> %L)', p_path || 'value'::text);
  v_key text;
  v_part text;
  v_parts text[] := '{}';
begin
  if cardinality(p_path) > 24 then
    raise exception 'a rule is nested too deeply' using errcode = '22023';
  end if;
  foreach v_key in array array['all', 'any'] loop
    if p_rule ? v_key then
      if jsonb_typeof(p_rule -> v_key) <> 'array' then
        raise exception 'a rule''s % is no list', v_key using errcode = '22023';
      end if;
      for v_at in 0 .. jsonb_array_length(p_rule -> v_key) - 1 loop
        select r.p_joins, r.p_needs, r.p_sql into p_joins, p_needs, v_part
        from rule_sql(p_rule -> v_key -> v_at, p_path || array[v_key, v_at::text], p_is_past,
          p_is_whole and (v_key = 'all' or jsonb_array_length(p_rule -> v_key) = 1), p_joins, p_needs) r;
        v_parts := v_parts || v_part;
      end loop;
      p_sql := case
        when v_parts = '{}' then (v_key = 'all')::text
        else '(' || array_to_string(v_parts, case v_key when 'all' then ' and ' else ' or ' end) || ')'
      end;
      return;
    end if;
  end loop;
  if p_rule ? 'not' then
    select r.p_joins, r.p_needs, r.p_sql into p_joins, p_needs, v_part
    from rule_sql(p_rule -> 'not', p_path || 'not'::text, p_is_past, p_is_whole and p_rule -> 'not' ? 'field', p_joins,
      p_needs) r;
    p_sql := 'not ' || v_part;
    return;
  end if;

  if v_op in ('!=', 'not in') then
    -- The very contrary of = and in.
    select r.p_joins, r.p_needs, r.p_sql into p_joins, p_needs, v_part
    from rule_sql(p_rule || jsonb_build_object('op', case v_op when '!=' then '=' else 'in' end), p_path, p_is_past,
      p_is_whole, p_joins, p_needs) r;
    p_sql := 'not ' || v_part;
    return;
  end if;
  if v_op in ('=', '<', '<=', '>', '>=') and v_field in ('recency', 'frequency', 'monetary', 'r', 'f', 'm', 'inactive') then
    if v_field in ('r', 'f', 'm') then
      p_needs := p_needs || v_field;
    end if;
    p_sql := format('coalesce(s.%I %s %s::bigint, false)', v_field, v_op, v_value);
  elsif v_op in ('=', '<', '<=', '>', '>=') and v_field in ('first_order', 'last_order') then
    p_sql := format('coalesce(s.%I %s %s::date, false)', v_field, v_op, v_value);
  elsif v_op = 'within' and v_field in ('first_order', 'last_order') then
    p_sql := format('coalesce(s.%I > $2 - %s::integer, false)', v_field, v_value);
  elsif v_op = 'in' and v_field = 'segment' then
    p_needs := p_needs || array['r', 'f'];
    p_sql := format('coalesce(s.r * 10 + s.f = any (
      array(select g.r * 10 + g.f from rfm_segments g where fold_text(g.segment) = any (%s))), false)', folded_values_sql(p_path));
  elsif v_op = 'in' and v_field in ('state', 'city') then
    -- Each name is folded once (offset 0), not once a customer.
    p_sql := format('coalesce(s.%1$I = any (
      array(select v.%1$I from (select distinct %1$I from customers offset 0) v where fold_text(v.%1$I) = any (%2$s))), false)',
      v_field, folded_values_sql(p_path));
  elsif v_op = 'in' and v_field = 'source' then
    p_sql := format('coalesce(s.sources & (
      select coalesce(bit_or(1::bigint << o.source_id), 0) from sources o where fold_text(o.name) = any (%s)) <> 0, false)',
      folded_values_sql(p_path));
  elsif v_op = 'in' and v_field in ('product', 'category', 'campaign', 'consent') then
    v_part := rule_members_sql(v_field, p_path, p_is_past);
    if p_is_whole then
      p_sql := format('exists (%s and m.customer_id = s.customer_id)', v_part);
    else
      -- Of one consent there is one row a customer.
      if v_field <> 'consent' or jsonb_array_length(p_rule -> 'value') > 1 then
        v_part := format('select distinct customer_id from (%s) d', v_part);
      end if;
      p_joins := p_joins || format('left join (%s) j%s on j%s.customer_id = s.customer_id', v_part, cardinality(p_joins),
        cardinality(p_joins));
      p_sql := format('(j%s.customer_id is not null)', cardinality(p_joins) - 1);
    end if;
  else
    raise exception 'a rule has no % %', v_field, v_op using errcode = '22023';
  end if;
end
$$;

-- A query of the customers who belong by a rule: their row as of a day, with $1 the rule and $2 the day. Erased persons
-- belong nowhere, and nobody belongs before their first order; who has none belongs by what else is known of them.
create function regulars.members_sql(p_rule jsonb, p_as_of date, p_wanted text[]) returns text
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  -- Then what they had done is worked out first, into a table: of a query in its place nobody could tell how large it is.
  v_is_past boolean := exists (select from day_rollup where day > p_as_of);
  v_snapshot rfm_snapshots;
  v_joins text[];
  v_needs text[];
  v_where text;
  v_scores text := '';
  -- What they ever did stands in the rollup; what they had done by a past day is joined beside it.
  v_state text := '';
  v_ever text := 't';
begin
  select r.p_joins, r.p_needs, r.p_sql into v_joins, v_needs, v_where
  from rule_sql(p_rule, '{}', v_is_past, true, '{}', p_wanted) r;
  if v_needs && array['r', 'f', 'm'] then
    v_snapshot := need_snapshot(p_as_of, 0);
    if v_snapshot.customers = 0 then
      v_scores := ', null::integer as r, null::integer as f, null::integer as m';
    else
      v_scores := format(', case when t.orders > 0 then 6 - %s end as r, case when t.orders > 0 then %s end as f%s',
        score_sql('$2 - t.last_day', v_snapshot.r_cuts), score_sql('t.orders', v_snapshot.f_cuts),
        case when 'm' = any (v_needs) then format(', case when t.orders > 0 then %s end as m', score_sql('t.net', v_snapshot.m_cuts)) end);
    end if;
  end if;
  if v_is_past then
    v_ever := 'w';
    v_state := format('left join %s t on t.customer_id = c.customer_id', take_state(p_as_of, 0));
  end if;
  return format($sql$
    select s.* from (
      select c.customer_id, c.name, c.email, c.phone, c.city, c.state, coalesce(t.orders, 0) as frequency,
        case when t.orders > 0 then t.net else 0 end as monetary, case when t.orders > 0 then $2 - t.last_day end as recency,
        %1$s.first_day as first_order, t.last_day as last_order, %1$s.sources,
        coalesce($2 - greatest(t.last_day, g.last_day), 2147483647) as inactive %2$s
      from customers c
      left join customer_rollup %1$s on %1$s.customer_id = c.customer_id
      %3$s
      left join customer_signs g on g.customer_id = c.customer_id and g.last_day <= $2
      where c.erased_at is null and (%1$s.first_day is null or %1$s.first_day <= $2)
    ) s %4$s
    where %5$s
  $sql$, v_ever, v_scores, v_state, array_to_string(v_joins, ' '), v_where);
end
$$;
