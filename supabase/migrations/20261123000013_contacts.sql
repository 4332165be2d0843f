-- What the shop knows of people beside their orders: what they agreed to, and what was exchanged with them.

create table regulars.consents (
  customer_id bigint not null,
  channel text not null check (channel in ('email', 'sms', 'whatsapp', 'phone', 'post')),
  granted boolean not null,
  changed_at timestamptz not null,
  source_id smallint not null,
  primary key (customer_id, channel)
);

create sequence regulars.interaction_ids cache 100;

create table regulars.interactions (
  customer_id bigint not null,
  interaction_id bigint not null,
  source_id smallint not null,
  external_id text not null,
  kind text not null check (kind in ('note', 'call', 'email', 'meeting', 'message', 'ticket')),
  happened_at timestamptz not null,
  day date not null,
  -- By whom it began: the customer, or the shop. Null where that is not told.
  by_customer boolean,
  summary text,
  updated_at timestamptz,
  primary key (customer_id, interaction_id)
);
create index interactions_external on regulars.interactions (external_id, source_id);

-- The last day on which a customer gave a sign of life that is no order: answered a campaign, wrote or called.
create table regulars.customer_signs (
  customer_id bigint primary key,
  last_day date not null
);

alter table regulars.consents enable row level security;
alter table regulars.interactions enable row level security;
alter table regulars.customer_signs enable row level security;

-- Finds or makes the customers whom the objects of an array tell of (id, email, document, phone, name, city, state),
-- into batch_persons by their place in it, from 1; but for the erased, of whom nothing is to be kept: they are in
-- batch_erased.
create function regulars.resolve_persons(p_source smallint, p_persons jsonb) returns integer
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_created integer;
begin
  insert into batch_parsed (n, customer)
  select place, place from jsonb_array_elements(p_persons) with ordinality as p (person, place);
  v_created := resolve_customers(p_source, (
    select json_build_object(
      'id', json_agg(x.person ->> 'id' order by x.place), 'email', json_agg(x.person ->> 'email' order by x.place),
      'document', json_agg(x.person ->> 'document' order by x.place), 'phone', json_agg(x.person ->> 'phone' order by x.place),
      'name', json_agg(x.person ->> 'name' order by x.place), 'city', json_agg(x.person ->> 'city' order by x.place),
      'state', json_agg(x.person ->> 'state' order by x.place)
    )
    from jsonb_array_elements(p_persons) with ordinality as x (person, place)
  ));
  create temp table if not exists batch_erased (place bigint) on commit delete rows;
  truncate batch_erased;
  with gone as (delete from batch_persons where is_erased returning place)
  insert into batch_erased select place from gone;
  return v_created;
end
$$;

-- Keeps the last sign of life of customers: p_signs is a query of customer_id and day.
create function regulars.keep_signs(p_signs text) returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  execute format('insert into customer_signs as s (customer_id, last_day)
    select customer_id, max(day) from (%s) q group by 1 order by 1
    on conflict (customer_id) do update set last_day = excluded.last_day where s.last_day < excluded.last_day', p_signs);
end
$$;

-- Works out the last signs of life of customers anew, from all that is known of them.
create function regulars.renew_signs(p_customers bigint[]) returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  if p_customers is null then
    return;
  end if;
  delete from customer_signs where customer_id = any (p_customers);
  perform keep_signs(format('
    select customer_id, day from interactions where by_customer is not false and customer_id = any (%1$L::bigint[])
    union all
    select customer_id, (touched_at at time zone (select time_zone from shop))::date from campaign_touches
    where customer_id = any (%1$L::bigint[])', p_customers));
end
$$;

-- Contacts of a CRM or a newsletter: objects with whom they are, and `consents`, objects of channel, granted and
-- changed_at. The latest change of each consent counts, in whatever order they come.
create function public.ingest_contacts(p_source text, p_kind text, p_contacts jsonb) returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_source smallint;
  v_created integer;
  v_consents integer;
begin
  perform begin_writing();
  v_source := take_source(p_source, p_kind);
  v_created := resolve_persons(v_source, p_contacts);
  insert into consents as k (customer_id, channel, granted, changed_at, source_id)
  select distinct on (p.customer_id, c.channel) p.customer_id, c.channel, c.granted, c.changed_at, v_source
  from jsonb_array_elements(p_contacts) with ordinality as x (contact, place)
  join batch_persons p on p.place = x.place
  cross join lateral jsonb_to_recordset(x.contact -> 'consents') as c (channel text, granted boolean, changed_at timestamptz)
  order by p.customer_id, c.channel, c.changed_at desc, x.place desc
  on conflict (customer_id, channel) do update set
    granted = excluded.granted, changed_at = excluded.changed_at, source_id = excluded.source_id
  where k.changed_at <= excluded.changed_at;
  get diagnostics v_consents = row_count;
  perform mark_segments_stale('-infinity');
  return jsonb_build_object('contacts', jsonb_array_length(p_contacts), 'customers_created', v_created, 'consents', v_consents,
    'erased', jsonb_array_length(p_contacts) - (select count(*) from batch_persons));
end
$$;

-- Interactions: objects of id, kind, at, by_customer, summary, updated_at and `customer`, an object of whom they were
-- with. One that was updated earlier than what is known of it changes nothing.
create function public.ingest_interactions(p_source text, p_kind text, p_interactions jsonb) returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_former bigint[];
  v_from date;
  v_shop shop;
  v_source smallint;
  v_created integer;
  v_written integer;
begin
  v_shop := begin_writing();
  v_source := take_source(p_source, p_kind);
  v_created := resolve_persons(v_source, (
    select coalesce(jsonb_agg(x.told -> 'customer' order by x.place), '[]')
    from jsonb_array_elements(p_interactions) with ordinality as x (told, place)
  ));
  perform drop_temporary('batch_told');
  create temp table batch_told on commit drop as
  select distinct on (t.id) p.customer_id, t.id, t.kind, t.at, (t.at at time zone v_shop.time_zone)::date as day,
    t.by_customer, t.summary, t.updated_at
  from jsonb_array_elements(p_interactions) with ordinality as x (told, place)
  cross join lateral jsonb_to_record(x.told) as t (id text, kind text, at timestamptz, by_customer boolean, summary text,
    updated_at timestamptz)
  join batch_persons p on p.place = x.place
  order by t.id, t.updated_at desc nulls last, x.place desc;

  delete from batch_told t using interactions i
  where i.external_id = t.id and i.source_id = v_source and i.updated_at > t.updated_at;
  with gone as (
    delete from interactions i using batch_told t where i.external_id = t.id and i.source_id = v_source
    returning i.customer_id, i.day
  )
  select array_agg(distinct customer_id), min(day) into v_former, v_from from gone;
  insert into interactions (customer_id, interaction_id, source_id, external_id, kind, happened_at, day, by_customer, summary,
    updated_at)
  select customer_id, nextval('interaction_ids'), v_source, id, kind, at, day, by_customer, summary, updated_at
  from batch_told;
  get diagnostics v_written = row_count;
  -- What was told otherwise before may have been a sign of another, or a later one.
  perform renew_signs(v_former);
  perform keep_signs('select customer_id, day from batch_told where by_customer is not false');
  perform mark_segments_stale(least(v_from, (select min(day) from batch_told)));
  return jsonb_build_object('interactions', v_written, 'customers_created', v_created,
    'erased', jsonb_array_length(p_interactions) - (select count(*) from batch_persons));
end
$$;
