-- Customers who turn out to be one, or two. Each deed says what it would do before it does it.

create sequence regulars.merge_ids;

-- A merge with all that moved, so that it can be undone exactly.
create table regulars.customer_merges (
  -- Who the other was merged into.
  customer_id bigint not null,
  merge_id bigint not null default nextval('regulars.merge_ids'),
  from_id bigint not null,
  merged_at timestamptz not null default now(),
  merged_by text not null,
  -- Both as they were, and the rows of the other; null since the person was erased.
  moved jsonb,
  undone_at timestamptz,
  undone_by text,
  primary key (customer_id, merge_id)
);
create index customer_merges_from on regulars.customer_merges (from_id) where undone_at is null;

alter table regulars.customer_merges enable row level security;

-- What is said of a customer before and after something is done to them.
create function regulars.customer_summary(p_customer bigint) returns jsonb
language plpgsql stable
security definer
set search_path = regulars, pg_temp
as $$
begin
  return (
    select jsonb_build_object(
      'customer_id', c.customer_id, 'name', c.name, 'email', c.email, 'erased_at', c.erased_at,
      'placed', (select count(*) from orders o where o.customer_id = p_customer),
      'orders', coalesce(r.orders, 0), 'net', coalesce(r.net, 0),
      'interactions', (select count(*) from interactions i where i.customer_id = p_customer),
      'consents', (select count(*) from consents k where k.customer_id = p_customer),
      'campaigns', (select count(*) from campaign_members m where m.customer_id = p_customer),
      'identities', (select count(*) from identities i where i.customer_id = p_customer)
    )
    from customers c left join customer_rollup r on r.customer_id = c.customer_id
    where c.customer_id = p_customer
  );
end
$$;

-- Gives orders of one customer to another, with their lines and refunds, and keeps the rollups of both. Within a writing.
create function regulars.move_orders(p_from bigint, p_to bigint, p_orders bigint[]) returns integer
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_moved integer;
  v_changed_from date;
begin
  truncate batch_facts, batch_touched;
  insert into batch_touched values (p_from), (p_to);
  perform take_facts_of_touched();
  perform fold_facts(-1);
  truncate batch_facts;
  -- Written anew, because the key by which the tables are distributed cannot be changed.
  with gone as (delete from orders where customer_id = p_from and order_id = any (p_orders) returning *)
  insert into orders (customer_id, order_id, source_id, external_id, ordered_at, day, status, counted, currency, gross, discount,
    tax, shipping, channel, updated_at, content)
  select p_to, order_id, source_id, external_id, ordered_at, day, status, counted, currency, gross, discount, tax, shipping,
    channel, updated_at, content
  from gone;
  get diagnostics v_moved = row_count;
  with gone as (delete from order_lines where customer_id = p_from and order_id = any (p_orders) returning *)
  insert into order_lines (customer_id, order_id, line, product_id, quantity, gross, discount, counted)
  select p_to, order_id, line, product_id, quantity, gross, discount, counted from gone;
  with gone as (delete from refunds where customer_id = p_from and order_id = any (p_orders) returning *)
  insert into refunds (customer_id, order_id, external_id, refunded_at, day, amount)
  select p_to, order_id, external_id, refunded_at, day, amount from gone;
  perform take_facts_of_touched();
  perform fold_facts(1);
  select least(
    (select min(day) from orders where customer_id = p_to and order_id = any (p_orders)),
    (select min(day) from refunds where customer_id = p_to and order_id = any (p_orders))
  ) into v_changed_from;
  perform mark_snapshots_stale(coalesce(v_changed_from, 'infinity'));
  return v_moved;
end
$$;

-- Gives interactions of one customer to another: those of p_which, an array of source_id and external_id. They are found by
-- these, because one that is told anew is written anew.
create function regulars.move_interactions(p_from bigint, p_to bigint, p_which jsonb) returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  with gone as (
    delete from interactions i
    using jsonb_to_recordset(p_which) as w (source_id smallint, external_id text)
    where i.customer_id = p_from and i.source_id = w.source_id and i.external_id = w.external_id
    returning i.*
  )
  insert into interactions (customer_id, interaction_id, source_id, external_id, kind, happened_at, day, by_customer, summary,
    updated_at)
  select p_to, interaction_id, source_id, external_id, kind, happened_at, day, by_customer, summary, updated_at from gone;
end
$$;

-- The rows of a customer beside their orders, as a merge keeps them.
create function regulars.rows_of_customer(p_customer bigint) returns jsonb
language plpgsql stable
security definer
set search_path = regulars, pg_temp
as $$
begin
  return jsonb_build_object(
    'customer', (select to_jsonb(c) from customers c where customer_id = p_customer),
    'identities', (select coalesce(jsonb_agg(to_jsonb(i)), '[]') from identities i where customer_id = p_customer),
    'consents', (select coalesce(jsonb_agg(to_jsonb(k)), '[]') from consents k where customer_id = p_customer),
    'sign', (select last_day from customer_signs where customer_id = p_customer),
    'members', (select coalesce(jsonb_agg(to_jsonb(m)), '[]') from campaign_members m where customer_id = p_customer),
    'touches', (select coalesce(jsonb_agg(to_jsonb(t)), '[]') from campaign_touches t where customer_id = p_customer),
    'events', (
      select coalesce(jsonb_agg(jsonb_build_object('model_id', model_id, 'source_id', source_id, 'external_id', external_id)), '[]')
      from model_events where customer_id = p_customer
    )
  );
end
$$;

-- Writes such rows under p_customer, beside those that are there: of each consent the latest change counts, and who was sent
-- a campaign under either name was sent it.
create function regulars.add_rows(p_customer bigint, p_rows jsonb) returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  insert into identities (customer_id, kind, source_id, value)
  select p_customer, i.kind, i.source_id, i.value
  from jsonb_populate_recordset(null::identities, p_rows -> 'identities') i
  on conflict do nothing;
  insert into consents as k (customer_id, channel, granted, changed_at, source_id)
  select p_customer, c.channel, c.granted, c.changed_at, c.source_id
  from jsonb_populate_recordset(null::consents, p_rows -> 'consents') c
  on conflict (customer_id, channel) do update set
    granted = excluded.granted, changed_at = excluded.changed_at, source_id = excluded.source_id
  where k.changed_at < excluded.changed_at;
  insert into customer_signs as s (customer_id, last_day)
  select p_customer, (p_rows ->> 'sign')::date where p_rows ->> 'sign' is not null
  on conflict (customer_id) do update set last_day = excluded.last_day where s.last_day < excluded.last_day;
  insert into campaign_members as m (customer_id, campaign_id, arm, since)
  select p_customer, c.campaign_id, c.arm, c.since
  from jsonb_populate_recordset(null::campaign_members, p_rows -> 'members') c
  on conflict (customer_id, campaign_id) do update set arm = excluded.arm, since = excluded.since
  where m.arm = 'held_out' and excluded.arm = 'treated';
  insert into campaign_touches (customer_id, campaign_id, kind, touched_at)
  select p_customer, t.campaign_id, t.kind, t.touched_at
  from jsonb_populate_recordset(null::campaign_touches, p_rows -> 'touches') t
  on conflict do nothing;
  update model_events k set customer_id = p_customer
  from jsonb_populate_recordset(null::model_events, p_rows -> 'events') e
  where (k.model_id, k.source_id, k.external_id) = (e.model_id, e.source_id, e.external_id) and k.customer_id is null;
  perform mark_campaigns_of_stale(p_customer);
end
$$;

-- Takes such rows away from p_customer, but for those that have changed since they were so.
create function regulars.take_rows(p_customer bigint, p_rows jsonb) returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  delete from identities k using jsonb_populate_recordset(null::identities, p_rows -> 'identities') i
  where k.customer_id = p_customer and (k.kind, k.source_id, k.value) = (i.kind, i.source_id, i.value);
  delete from consents k using jsonb_populate_recordset(null::consents, p_rows -> 'consents') c
  where k.customer_id = p_customer and (k.channel, k.granted, k.changed_at, k.source_id) = (c.channel, c.granted, c.changed_at, c.source_id);
  delete from customer_signs where customer_id = p_customer and last_day = (p_rows ->> 'sign')::date;
  perform mark_campaigns_of_stale(p_customer);
  update model_events k set customer_id = null
  from jsonb_populate_recordset(null::model_events, p_rows -> 'events') e
  where (k.model_id, k.source_id, k.external_id) = (e.model_id, e.source_id, e.external_id) and k.customer_id = p_customer;
  delete from campaign_members m using jsonb_populate_recordset(null::campaign_members, p_rows -> 'members') c
  where m.customer_id = p_customer and (m.campaign_id, m.arm, m.since) = (c.campaign_id, c.arm, c.since);
  delete from campaign_touches k using jsonb_populate_recordset(null::campaign_touches, p_rows -> 'touches') t
  where k.customer_id = p_customer and (k.campaign_id, k.kind, k.touched_at) = (t.campaign_id, t.kind, t.touched_at);
end
$$;

-- Merges a customer into another, or (p_confirm false) says what that would move. `refused` says why not: same, unknown or
-- erased. The other's number leads to the one that stays from then on, and so does whatever their sources tell.
create function public.customer_merge(p_from bigint, p_into bigint, p_actor text, p_confirm boolean) returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
set jit = off
set enable_mergejoin = off
as $$
declare
  v_from customers;
  v_into customers;
  v_rows jsonb;
  v_before jsonb;
  v_orders bigint[];
  v_interactions jsonb;
  v_plan jsonb;
begin
  if p_confirm then
    perform begin_writing();
  end if;
  if p_from = p_into then
    return jsonb_build_object('refused', 'same');
  end if;
  select * into v_from from customers where customer_id = p_from;
  select * into v_into from customers where customer_id = p_into;
  if v_from.customer_id is null or v_into.customer_id is null then
    return jsonb_build_object('refused', 'unknown');
  end if;
  if v_from.erased_at is not null or v_into.erased_at is not null then
    return jsonb_build_object('refused', 'erased');
  end if;
  v_plan := jsonb_build_object('from', customer_summary(p_from), 'into', customer_summary(p_into));
  if not p_confirm then
    perform write_audit(p_actor, 'customer_seen', '#' || k.id, 1) from (values (p_from), (p_into)) k (id);
    return v_plan;
  end if;

  v_rows := rows_of_customer(p_from);
  v_before := rows_of_customer(p_into);
  v_orders := array(select order_id from orders where customer_id = p_from);
  select coalesce(jsonb_agg(jsonb_build_object('source_id', source_id, 'external_id', external_id)), '[]')
  into v_interactions from interactions where customer_id = p_from;

  perform move_orders(p_from, p_into, v_orders);
  perform move_interactions(p_from, p_into, v_interactions);
  perform take_rows(p_from, v_rows);
  perform add_rows(p_into, v_rows);
  delete from customers where customer_id = p_from;
  perform count_words(v_from.words, -1);
  if v_into.words is null then
    perform count_words(v_from.words, 1);
  end if;
  update customers set
    name = coalesce(name, v_from.name), words = case when words is null then v_from.words else words end,
    email = coalesce(email, v_from.email), phone = coalesce(phone, v_from.phone), document = coalesce(document, v_from.document),
    city = coalesce(city, v_from.city), state = coalesce(state, v_from.state), created_at = least(created_at, v_from.created_at)
  where customer_id = p_into;
  insert into customer_merges (customer_id, from_id, merged_by, moved)
  values (p_into, p_from, p_actor, jsonb_build_object('from', v_rows, 'into', v_before, 'orders', to_jsonb(v_orders),
    'interactions', v_interactions, 'after', (select to_jsonb(c) from customers c where customer_id = p_into)));
  perform mark_segments_stale('-infinity');
  perform write_audit(p_actor, 'customer_merged', '#' || p_into, 2, jsonb_build_object('from', p_from, 'orders', cardinality(v_orders)));
  return v_plan || jsonb_build_object('after', customer_summary(p_into));
end
$$;

-- Undoes the latest merge into a customer, or (p_confirm false) says what that would give back. What came since the merge,
-- or has changed since, stays with the customer. `refused`: no_merge, erased.
create function public.customer_unmerge(p_customer bigint, p_actor text, p_confirm boolean) returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
set jit = off
set enable_mergejoin = off
as $$
declare
  v_side text;
  v_merge customer_merges;
  v_moved jsonb;
  v_orders bigint[];
  v_since bigint;
  v_now customers;
  v_plan jsonb;
begin
  if p_confirm then
    perform begin_writing();
  end if;
  select * into v_merge from customer_merges where customer_id = p_customer and undone_at is null order by merge_id desc limit 1;
  if v_merge.customer_id is null then
    return jsonb_build_object('refused', 'no_merge');
  end if;
  v_moved := v_merge.moved;
  if v_moved is null then
    return jsonb_build_object('refused', 'erased');
  end if;
  -- Whose ways of being known were all split off since is somebody else already.
  if v_moved #> '{from,identities}' <> '[]' and not exists (
    select from jsonb_populate_recordset(null::identities, v_moved #> '{from,identities}') i
    join identities k on k.customer_id = p_customer and (k.kind, k.source_id, k.value) = (i.kind, i.source_id, i.value)
  ) then
    return jsonb_build_object('refused', 'no_merge');
  end if;
  v_orders := array(
    select o.order_id from orders o join jsonb_array_elements_text(v_moved -> 'orders') m on m.value::bigint = o.order_id
    where o.customer_id = p_customer
  );
  select count(*) into v_since from orders o where o.customer_id = p_customer and o.ordered_at > v_merge.merged_at;
  v_plan := jsonb_build_object('customer', customer_summary(p_customer), 'from', v_merge.from_id,
    'merged_at', v_merge.merged_at, 'orders', cardinality(v_orders), 'since', v_since,
    'interactions', jsonb_array_length(v_moved -> 'interactions'));
  if not p_confirm then
    perform write_audit(p_actor, 'customer_seen', '#' || p_customer, 1);
    return v_plan;
  end if;

  -- What was split off since is another's.
  foreach v_side in array array['from', 'into'] loop
    v_moved := jsonb_set(v_moved, array[v_side, 'identities'], (
      select coalesce(jsonb_agg(to_jsonb(i)), '[]')
      from jsonb_populate_recordset(null::identities, v_moved #> array[v_side, 'identities']) i
      where exists (
        select from identities k
        where k.customer_id = p_customer and (k.kind, k.source_id, k.value) = (i.kind, i.source_id, i.value)
      )
    ));
  end loop;
  insert into customers overriding system value
  select * from jsonb_populate_record(null::customers, v_moved #> '{from,customer}');
  perform move_orders(p_customer, v_merge.from_id, v_orders);
  perform move_interactions(p_customer, v_merge.from_id, v_moved -> 'interactions');
  -- Of the customer's rows those that the merge brought go, and those that it changed come back.
  perform take_rows(p_customer, v_moved -> 'from');
  if not exists (select from customer_signs where customer_id = p_customer and last_day > coalesce(
    greatest((v_moved #>> '{from,sign}')::date, (v_moved #>> '{into,sign}')::date), '-infinity'))
  then
    delete from customer_signs where customer_id = p_customer;
  end if;
  perform add_rows(p_customer, v_moved -> 'into');
  perform add_rows(v_merge.from_id, v_moved -> 'from');
  -- Nobody knows whose a consent was that was withdrawn since: it is withdrawn of both.
  insert into consents as k (customer_id, channel, granted, changed_at, source_id)
  select v_merge.from_id, c.channel, c.granted, c.changed_at, c.source_id
  from consents c where c.customer_id = p_customer and not c.granted and c.changed_at > v_merge.merged_at
  on conflict (customer_id, channel) do update set
    granted = excluded.granted, changed_at = excluded.changed_at, source_id = excluded.source_id
  where k.changed_at < excluded.changed_at;

  select * into v_now from customers where customer_id = p_customer;
  perform count_words(array(select jsonb_array_elements_text(nullif(v_moved #> '{from,customer,words}', 'null'))), 1);
  perform count_words(v_now.words, -1);
  -- Field by field what it was before, where nobody has told otherwise since.
  update customers c set
    name = f.name, email = f.email, phone = f.phone, document = f.document, city = f.city, state = f.state,
    words = words_of(f.name), created_at = (v_moved #>> '{into,customer,created_at}')::timestamptz
  from (
    select case when v_now.name is not distinct from a.name then b.name else v_now.name end as name,
      case when v_now.email is not distinct from a.email then b.email else v_now.email end as email,
      case when v_now.phone is not distinct from a.phone then b.phone else v_now.phone end as phone,
      case when v_now.document is not distinct from a.document then b.document else v_now.document end as document,
      case when v_now.city is not distinct from a.city then b.city else v_now.city end as city,
      case when v_now.state is not distinct from a.state then b.state else v_now.state end as state
    from jsonb_populate_record(null::customers, v_moved -> 'after') a,
      jsonb_populate_record(null::customers, v_moved #> '{into,customer}') b
  ) f
  where c.customer_id = p_customer;
  perform count_words((select words from customers where customer_id = p_customer), 1);
  update customer_merges set undone_at = now(), undone_by = p_actor, moved = null
  where customer_id = v_merge.customer_id and merge_id = v_merge.merge_id;
  -- No address of whoever was split off since.
  update customers c set
    email = case when k.email @> array[lower(btrim(c.email))] then c.email end,
    phone = case when k.phone @> array[bare_number(btrim(c.phone))] then c.phone end,
    document = case when k.document @> array[bare_number(btrim(c.document))] then c.document end
  from (
    select customer_id, array_agg(value) filter (where kind = 'email') as email,
      array_agg(value) filter (where kind = 'phone') as phone, array_agg(value) filter (where kind = 'document') as document
    from identities where customer_id in (p_customer, v_merge.from_id) group by 1
  ) k
  where k.customer_id = c.customer_id;
  perform mark_segments_stale('-infinity');
  perform write_audit(p_actor, 'customer_unmerged', '#' || p_customer, 2,
    jsonb_build_object('from', v_merge.from_id, 'orders', cardinality(v_orders)));
  return v_plan || jsonb_build_object('after', customer_summary(p_customer), 'other', customer_summary(v_merge.from_id));
end
$$;

-- Makes a customer of their own of some of the ways in which one is known (their numbers on the card), or (p_confirm false)
-- says what would go with them: the orders, interactions and consents of each source of which no other name is left, because
-- an order does not say by which of two names of a source it came. `refused`: unknown, erased, none, all.
create function public.customer_split(p_customer bigint, p_numbers integer[], p_actor text, p_confirm boolean) returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
set jit = off
set enable_mergejoin = off
as $$
declare
  v_customer customers;
  v_taken jsonb;
  v_sources smallint[];
  v_left smallint[];
  v_orders bigint[];
  v_interactions jsonb;
  v_new bigint;
  v_plan jsonb;
begin
  if p_confirm then
    perform begin_writing();
  end if;
  select * into v_customer from customers where customer_id = p_customer;
  if v_customer.customer_id is null then
    return jsonb_build_object('refused', 'unknown');
  end if;
  if v_customer.erased_at is not null then
    return jsonb_build_object('refused', 'erased');
  end if;
  select coalesce(jsonb_agg(to_jsonb(n) order by n.nr) filter (where n.nr = any (p_numbers)), '[]'),
    array_agg(n.source_id) filter (where n.source_id > 0 and n.nr = any (p_numbers)),
    array_agg(n.source_id) filter (where n.source_id > 0 and n.nr <> all (p_numbers))
  into v_taken, v_sources, v_left
  from numbered_identities(p_customer) n;
  if jsonb_array_length(v_taken) < cardinality(p_numbers) or v_taken = '[]' then
    return jsonb_build_object('refused', 'none');
  end if;
  if jsonb_array_length(v_taken) = (select count(*) from identities where customer_id = p_customer) then
    return jsonb_build_object('refused', 'all');
  end if;
  v_sources := array(select distinct s from unnest(v_sources) s where s <> all (coalesce(v_left, '{}')));
  v_orders := array(select order_id from orders where customer_id = p_customer and source_id = any (v_sources));
  select coalesce(jsonb_agg(jsonb_build_object('source_id', source_id, 'external_id', external_id)), '[]')
  into v_interactions from interactions where customer_id = p_customer and source_id = any (v_sources);
  v_plan := jsonb_build_object('customer', customer_summary(p_customer), 'taken', v_taken,
    'sources', (select coalesce(jsonb_agg(name order by name), '[]') from sources where source_id = any (v_sources)),
    'orders', cardinality(v_orders), 'interactions', jsonb_array_length(v_interactions));
  if not p_confirm then
    perform write_audit(p_actor, 'customer_seen', '#' || p_customer, 1);
    return v_plan;
  end if;

  insert into customers (name, email, phone, document, words)
  select c.name, c.email, c.phone, c.document, words_of(c.name)
  from (
    -- Whose name the customer's is, nobody can say: their source tells it again.
    select (select k.value from jsonb_to_recordset(v_taken) k (kind text, value text) where k.kind = 'name' limit 1) as name,
      (select k.value from jsonb_to_recordset(v_taken) k (kind text, value text) where k.kind = 'email' limit 1) as email,
      (select k.value from jsonb_to_recordset(v_taken) k (kind text, value text) where k.kind = 'phone' limit 1) as phone,
      (select k.value from jsonb_to_recordset(v_taken) k (kind text, value text) where k.kind = 'document' limit 1) as document
  ) c
  returning customer_id into v_new;
  perform count_words((select words from customers where customer_id = v_new), 1);
  perform take_rows(p_customer, jsonb_build_object('identities', v_taken));
  perform add_rows(v_new, jsonb_build_object('identities', v_taken));
  perform move_orders(p_customer, v_new, v_orders);
  perform move_interactions(p_customer, v_new, v_interactions);
  with gone as (delete from consents where customer_id = p_customer and source_id = any (v_sources) returning *)
  insert into consents (customer_id, channel, granted, changed_at, source_id)
  select v_new, channel, granted, changed_at, source_id from gone;
  -- What is left of each is shown; nobody keeps an address that went.
  update customers c set
    email = case when known.email @> array[lower(btrim(c.email))] then c.email else known.email[1] end,
    phone = case when known.phone @> array[bare_number(btrim(c.phone))] then c.phone else known.phone[1] end,
    document = case when known.document @> array[bare_number(btrim(c.document))] then c.document else known.document[1] end
  from (
    select array_agg(value) filter (where kind = 'email') as email, array_agg(value) filter (where kind = 'phone') as phone,
      array_agg(value) filter (where kind = 'document') as document
    from identities where customer_id = p_customer
  ) known
  where c.customer_id = p_customer;
  perform renew_signs(array[p_customer, v_new]);
  perform mark_segments_stale('-infinity');
  perform write_audit(p_actor, 'customer_split', '#' || p_customer, 2,
    jsonb_build_object('new', v_new, 'orders', cardinality(v_orders)));
  return v_plan || jsonb_build_object('after', customer_summary(p_customer), 'other', customer_summary(v_new));
end
$$;
