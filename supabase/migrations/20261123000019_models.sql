-- What the shop's AI models foretold, what was done about it, and what came of it.

create table regulars.models (
  model_id integer generated always as identity primary key,
  name text not null,
  -- The name as it is compared: without case and accents.
  key text not null unique
);

create table regulars.model_versions (
  version_id integer generated always as identity primary key,
  model_id integer not null,
  version text not null,
  key text not null,
  -- From which score on, in ten-thousandths, an outcome is foretold; 0.5 is taken while nobody has told it.
  threshold smallint check (threshold between 0 and 10000),
  threshold_updated_at timestamptz,
  unique (model_id, key)
);

-- An activation: a model was asked about somebody or something. What is not told yet is null; without version and time it
-- waits, and counts nowhere. Each of its three facts (the activation itself, what was done, what came of it) keeps when its
-- source last changed it.
create table regulars.model_events (
  model_id integer not null,
  source_id smallint not null,
  external_id text not null,
  version_id integer,
  customer_id bigint,
  activated_at timestamptz,
  day date,
  -- Ten-thousandths: a probability is rounded to four decimals when it is written.
  score smallint check (score between 0 and 10000),
  latency_ms integer check (latency_ms between 0 and 86400000),
  activation_updated_at timestamptz,
  acted boolean,
  acted_at timestamptz,
  action_updated_at timestamptz,
  outcome boolean,
  outcome_at timestamptz,
  outcome_updated_at timestamptz,
  primary key (model_id, source_id, external_id)
);
create index model_events_of_customer on regulars.model_events (customer_id) where customer_id is not null;

-- By version and local day of the activation. Of scored outcomes: their scores' sum in ten-thousandths, and the sum of the
-- squared distances of score and outcome in hundred-millionths.
create table regulars.model_days (
  version_id integer not null,
  day date not null,
  activations bigint not null,
  action_known bigint not null,
  acted bigint not null,
  outcomes bigint not null,
  positives bigint not null,
  scored bigint not null,
  scored_positives bigint not null,
  score_sum bigint not null,
  squared_error bigint not null,
  primary key (version_id, day)
);

-- How many activations stand on each step of a measure: known outcomes by score in ten-thousandths, and activations by
-- latency in milliseconds, of which three digits are kept. By day, and once more by month and by year, so that whatever is
-- asked reads each step for few spans: the whole years, and the months and days that are left at both ends.
create table regulars.model_cells (
  version_id integer not null,
  measure text not null check (measure in ('score', 'latency')),
  grain text not null check (grain in ('day', 'month', 'year')),
  start date not null,
  step integer not null,
  events bigint not null,
  positives bigint not null,
  primary key (version_id, measure, grain, start, step)
);

alter table regulars.models enable row level security;
alter table regulars.model_versions enable row level security;
alter table regulars.model_events enable row level security;
alter table regulars.model_days enable row level security;
alter table regulars.model_cells enable row level security;

-- Adds the events of batch_model_deltas (sign 1) to the rollups, and takes others (sign -1) out of them.
create function regulars.fold_model_deltas() returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
-- The planner knows nothing of what a batch holds, and would read whole rollups to find the few rows that became empty.
set enable_hashjoin = off
set enable_mergejoin = off
as $$
begin
  insert into model_days as d
  select version_id, day, sum(sign), coalesce(sum(sign) filter (where acted is not null), 0),
    coalesce(sum(sign) filter (where acted), 0), coalesce(sum(sign) filter (where outcome is not null), 0),
    coalesce(sum(sign) filter (where outcome), 0),
    coalesce(sum(sign) filter (where outcome is not null and score is not null), 0),
    coalesce(sum(sign) filter (where outcome and score is not null), 0),
    coalesce(sum(sign * score) filter (where outcome is not null), 0),
    coalesce(sum(sign * (score - outcome::integer * 10000) * (score - outcome::integer * 10000)), 0)
  from batch_model_deltas
  group by version_id, day
  order by version_id, day
  on conflict (version_id, day) do update set
    activations = d.activations + excluded.activations, action_known = d.action_known + excluded.action_known,
    acted = d.acted + excluded.acted, outcomes = d.outcomes + excluded.outcomes,
    positives = d.positives + excluded.positives, scored = d.scored + excluded.scored,
    scored_positives = d.scored_positives + excluded.scored_positives, score_sum = d.score_sum + excluded.score_sum,
    squared_error = d.squared_error + excluded.squared_error;
  delete from model_days d using (select distinct version_id, day from batch_model_deltas where sign < 0) t
  where d.version_id = t.version_id and d.day = t.day and d.activations = 0;

  drop table if exists pg_temp.batch_model_cells;
  create temp table batch_model_cells on commit drop as
  select b.version_id, m.measure, g.grain, g.start, m.step, sum(b.sign) as events,
    coalesce(sum(b.sign) filter (where m.measure = 'score' and b.outcome), 0) as positives
  from batch_model_deltas b
  cross join lateral (
    values ('day', b.day), ('month', date_trunc('month', b.day)::date), ('year', date_trunc('year', b.day)::date)
  ) as g (grain, start)
  cross join lateral (
    select 'score' as measure, b.score::integer as step where b.score is not null and b.outcome is not null
    union all
    select 'latency', case
      when b.latency_ms < 1000 then b.latency_ms
      else round(b.latency_ms::numeric, 3 - length(b.latency_ms::text))::integer
    end
    where b.latency_ms is not null
  ) m
  group by 1, 2, 3, 4, 5
  having sum(b.sign) <> 0 or coalesce(sum(b.sign) filter (where m.measure = 'score' and b.outcome), 0) <> 0;
  insert into model_cells as c (version_id, measure, grain, start, step, events, positives)
  select version_id, measure, grain, start, step, events, positives from batch_model_cells order by 1, 2, 3, 4, 5
  on conflict (version_id, measure, grain, start, step) do update set
    events = c.events + excluded.events, positives = c.positives + excluded.positives;
  delete from model_cells c using batch_model_cells b
  where b.events < 0 and c.version_id = b.version_id and c.measure = b.measure and c.grain = b.grain and c.start = b.start
    and c.step = b.step and c.events = 0;
end
$$;

-- Refuses a batch for the first of its events that makes no sense, and says which one and why.
create function regulars.check_model_events(p_events jsonb, p_model text, p_version text) returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_number constant text := '^[0-9]*\.?[0-9]+([eE][-+]?[0-9]{1,2})?$';
  v_fault record;
begin
  if jsonb_typeof(p_events) is distinct from 'array' then
    raise exception 'the events are not an array' using errcode = '22023';
  end if;
  select x.place, x.event ->> 'id' as id, f.fault into v_fault
  from jsonb_array_elements(p_events) with ordinality as x (event, place)
  cross join lateral (
    select case
      when jsonb_typeof(x.event) <> 'object' then 'it is not an object'
      when coalesce(btrim(x.event ->> 'id'), '') = '' then 'it has no id'
      when length(x.event ->> 'id') > 500 then 'its id is longer than 500 characters'
      when coalesce(btrim(coalesce(x.event ->> 'model', p_model)), '') = '' then 'it names no model'
      when length(coalesce(x.event ->> 'model', p_model)) > 100 then 'the name of its model is longer than 100 characters'
      when length(coalesce(x.event ->> 'version', p_version)) > 100 then 'its version is longer than 100 characters'
      when x.event ->> 'version' ~ '^\s*$' then 'its version is empty'
      when x.event ->> 'threshold' is not null and coalesce(btrim(coalesce(x.event ->> 'version', p_version)), '') = ''
        then 'it tells a threshold of no version'
      else coalesce((
        select format('%s is %s, not a number from 0 to 1', k.name, x.event -> k.name)
        from (values ('score'), ('threshold')) as k (name)
        where x.event ->> k.name is not null
          and case when x.event ->> k.name ~ v_number then (x.event ->> k.name)::numeric > 1 else true end
        limit 1
      ), (
        select format('%s is %s, neither true nor false', k.name, x.event -> k.name)
        from (values ('acted'), ('outcome')) as k (name)
        where x.event ->> k.name not in ('true', 'false')
        limit 1
      ), (
        select format('%s is %s, not a time such as 2026-10-31T14:00:00Z', k.name, x.event -> k.name)
        from (values ('activated_at'), ('acted_at'), ('outcome_at'), ('updated_at')) as k (name)
        where x.event ->> k.name !~ '^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?\s*(Z|[+-]\d\d(:?\d\d)?)?)?$'
        limit 1
      ), case
        when x.event ->> 'latency_ms' is not null and case
          when x.event ->> 'latency_ms' ~ v_number then (x.event ->> 'latency_ms')::numeric > 86400000 else true end
          then format('latency_ms is %s, not milliseconds from 0 to 86400000', x.event -> 'latency_ms')
        when x.event ->> 'outcome_at' is not null and x.event ->> 'outcome' is null
          then 'it tells when its outcome was known, and not what it was'
      end)
    end as fault
  ) f
  where f.fault is not null
  order by x.place
  limit 1;
  if found then
    raise exception 'event % (%): %', v_fault.place, coalesce(v_fault.id, 'without id'), v_fault.fault
      using errcode = '22023';
  end if;
end
$$;

-- Finds or makes the models and versions that batch_model_told names, and keeps the latest threshold of each version.
create function regulars.take_model_versions() returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  insert into models (name, key)
  select distinct on (fold_text(model)) model, fold_text(model) from (select distinct model from batch_model_told) t
  order by fold_text(model), model
  on conflict (key) do nothing;
  update batch_model_told t set model_id = m.model_id
  from (select distinct model, fold_text(model) as key from batch_model_told) n
  join models m on m.key = n.key
  where n.model = t.model;
  insert into model_versions (model_id, version, key)
  select distinct on (model_id, fold_text(version)) model_id, version, fold_text(version)
  from (select distinct model_id, version from batch_model_told where version is not null) t
  order by model_id, fold_text(version), version
  on conflict (model_id, key) do nothing;
  update batch_model_told t set version_id = v.version_id
  from (select distinct model_id, version, fold_text(version) as key from batch_model_told where version is not null) n
  join model_versions v on v.model_id = n.model_id and v.key = n.key
  where n.model_id = t.model_id and n.version = t.version;
  update model_versions v set threshold = t.threshold, threshold_updated_at = t.updated_at
  from (
    select distinct on (version_id) version_id, threshold, updated_at from batch_model_told
    where threshold is not null
    order by version_id, updated_at desc nulls first, place desc
  ) t
  where t.version_id = v.version_id
    and (v.threshold_updated_at is null or t.updated_at is null or v.threshold_updated_at <= t.updated_at);
end
$$;

-- Events of models: objects of id, model, version, activated_at, score (0 to 1), acted, acted_at, outcome, outcome_at,
-- latency_ms, threshold (of the version, 0 to 1), updated_at and `customer`, an object of whom the model was asked about.
-- p_model, p_version and p_threshold stand for what the events leave out. An activation is known by model, source and id:
-- what is told of it later completes it, what is left out or null stays as it is, and what was updated earlier than what
-- is known fills in only what is not known yet. The batch is written whole or, where an event makes no sense, not at all.
create function public.ingest_model_events(p_source text, p_kind text, p_events jsonb, p_model text default null,
  p_version text default null, p_threshold numeric default null)
returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
set jit = off
as $$
declare
  v_shop shop;
  v_source smallint;
  v_created integer := 0;
  v_counts jsonb;
begin
  v_shop := begin_writing();
  perform check_model_events(p_events, p_model, p_version);
  if p_threshold not between 0 and 1 then
    raise exception 'the threshold is %, not a number from 0 to 1', p_threshold using errcode = '22023';
  end if;
  v_source := take_source(p_source, p_kind);
  drop table if exists pg_temp.batch_model_told, pg_temp.batch_model_customers, pg_temp.batch_model_events,
    pg_temp.batch_model_deltas;
  create temp table batch_model_told on commit drop as
  select x.place::integer as place, null::integer as model_id, null::integer as version_id, null::bigint as customer_id,
    btrim(t.id) as external_id, btrim(coalesce(t.model, p_model)) as model,
    nullif(btrim(coalesce(t.version, p_version)), '') as version,
    round(coalesce(t.threshold, p_threshold) * 10000)::smallint as threshold, t.activated_at,
    round(t.score * 10000)::smallint as score, round(t.latency_ms)::integer as latency_ms,
    coalesce(t.acted, case when t.acted_at is not null then true end) as acted, t.acted_at, t.outcome, t.outcome_at,
    t.updated_at, case when jsonb_typeof(t.customer) = 'object' then t.customer end as customer
  from jsonb_array_elements(p_events) with ordinality as x (event, place)
  cross join lateral jsonb_to_record(x.event) as t (id text, model text, version text, threshold numeric,
    activated_at timestamptz, score numeric, latency_ms numeric, acted boolean, acted_at timestamptz, outcome boolean,
    outcome_at timestamptz, updated_at timestamptz, customer jsonb);
  perform take_model_versions();
  -- What is told on of an erased person's activation is known by what stands in its name's place.
  if exists (select from tombstones) then
    update batch_model_told t set external_id = v.veiled
    from (
      select model_id, external_id, veiled(v_source, 'model ' || external_id) as veiled
      from (select distinct model_id, external_id from batch_model_told) d
    ) v
    where v.model_id = t.model_id and v.external_id = t.external_id and exists (
      select from model_events e where e.model_id = v.model_id and e.source_id = v_source and e.external_id = v.veiled
    );
  end if;

  -- Models are asked about the same people again and again: each is looked for once.
  if exists (select from batch_model_told where customer is not null) then
    create temp table batch_model_customers on commit drop as
    select customer, row_number() over (order by min(place)) as nth
    from batch_model_told where customer is not null group by customer;
    v_created := resolve_persons(v_source, (select jsonb_agg(customer order by nth) from batch_model_customers));
    update batch_model_told t set customer_id = p.customer_id
    from batch_model_customers n
    join batch_persons p on p.place = n.nth
    where n.customer = t.customer;
    update batch_model_told t set external_id = veiled(v_source, 'model ' || t.external_id)
    from batch_model_customers n
    join batch_erased e on e.place = n.nth
    where n.customer = t.customer and t.external_id not like 'erased:%';
  end if;

  -- Of each field the latest telling, what is known among them; without a time, what comes is later than what is known.
  create temp table batch_model_events on commit drop as
  with facts as (
    select model_id, external_id, place, r.told as activation_rank, r.told as action_rank, r.told as outcome_rank,
      version_id, customer_id, activated_at, score, latency_ms, acted, acted_at, outcome, outcome_at,
      case when num_nonnulls(version_id, customer_id, activated_at, score, latency_ms) > 0 then updated_at end
        as activation_updated_at,
      case when acted is not null then updated_at end as action_updated_at,
      case when outcome is not null then updated_at end as outcome_updated_at
    from batch_model_told
    cross join lateral (select coalesce(updated_at, 'infinity') as told) r
    union all
    select k.model_id, k.external_id, 0, coalesce(k.activation_updated_at, '-infinity'),
      coalesce(k.action_updated_at, '-infinity'), coalesce(k.outcome_updated_at, '-infinity'),
      k.version_id, k.customer_id, k.activated_at, k.score, k.latency_ms, k.acted, k.acted_at, k.outcome, k.outcome_at,
      k.activation_updated_at, k.action_updated_at, k.outcome_updated_at
    from (select distinct model_id, external_id from batch_model_told) t
    cross join lateral (
      select * from model_events e
      where e.model_id = t.model_id and e.source_id = v_source and e.external_id = t.external_id offset 0
    ) k
  )
  select model_id, external_id, bool_or(place = 0) as is_known,
    (array_agg(version_id order by activation_rank desc, place desc) filter (where version_id is not null))[1] as version_id,
    (array_agg(customer_id order by activation_rank desc, place desc) filter (where customer_id is not null))[1]
      as customer_id,
    (array_agg(activated_at order by activation_rank desc, place desc) filter (where activated_at is not null))[1]
      as activated_at,
    null::date as day,
    (array_agg(score order by activation_rank desc, place desc) filter (where score is not null))[1] as score,
    (array_agg(latency_ms order by activation_rank desc, place desc) filter (where latency_ms is not null))[1] as latency_ms,
    max(activation_updated_at) as activation_updated_at,
    (array_agg(acted order by action_rank desc, place desc) filter (where acted is not null))[1] as acted,
    (array_agg(acted_at order by action_rank desc, place desc) filter (where acted_at is not null))[1] as acted_at,
    max(action_updated_at) as action_updated_at,
    (array_agg(outcome order by outcome_rank desc, place desc) filter (where outcome is not null))[1] as outcome,
    (array_agg(outcome_at order by outcome_rank desc, place desc) filter (where outcome_at is not null))[1] as outcome_at,
    max(outcome_updated_at) as outcome_updated_at
  from facts
  group by model_id, external_id;
  update batch_model_events b set day = (activated_at at time zone v_shop.time_zone)::date,
    acted_at = case when acted then acted_at end
  where activated_at is not null or acted_at is not null;

  create temp table batch_model_deltas on commit drop as
  select e.version_id, e.day, -1 as sign, e.score, e.acted, e.outcome, e.latency_ms
  from batch_model_events b
  cross join lateral (
    select * from model_events k
    where k.model_id = b.model_id and k.source_id = v_source and k.external_id = b.external_id offset 0
  ) e
  where b.is_known and e.version_id is not null and e.day is not null
  union all
  select version_id, day, 1, score, acted, outcome, latency_ms
  from batch_model_events where version_id is not null and day is not null;

  with written as (
    insert into model_events as e (model_id, source_id, external_id, version_id, customer_id, activated_at, day, score,
      latency_ms, activation_updated_at, acted, acted_at, action_updated_at, outcome, outcome_at, outcome_updated_at)
    select model_id, v_source, external_id, version_id, customer_id, activated_at, day, score, latency_ms,
      activation_updated_at, acted, acted_at, action_updated_at, outcome, outcome_at, outcome_updated_at
    from batch_model_events
    order by model_id, external_id
    on conflict (model_id, source_id, external_id) do update set
      version_id = excluded.version_id, customer_id = excluded.customer_id, activated_at = excluded.activated_at,
      day = excluded.day, score = excluded.score, latency_ms = excluded.latency_ms,
      activation_updated_at = excluded.activation_updated_at, acted = excluded.acted, acted_at = excluded.acted_at,
      action_updated_at = excluded.action_updated_at, outcome = excluded.outcome, outcome_at = excluded.outcome_at,
      outcome_updated_at = excluded.outcome_updated_at
    where (e.version_id, e.customer_id, e.activated_at, e.day, e.score, e.latency_ms, e.activation_updated_at, e.acted,
        e.acted_at, e.action_updated_at, e.outcome, e.outcome_at, e.outcome_updated_at)
      is distinct from (excluded.version_id, excluded.customer_id, excluded.activated_at, excluded.day, excluded.score,
        excluded.latency_ms, excluded.activation_updated_at, excluded.acted, excluded.acted_at,
        excluded.action_updated_at, excluded.outcome, excluded.outcome_at, excluded.outcome_updated_at)
    returning model_id, external_id
  )
  select jsonb_build_object(
    'events', jsonb_array_length(p_events), 'activations', count(*), 'created', count(*) filter (where not b.is_known),
    'completed', count(w.external_id) filter (where b.is_known),
    'unchanged', count(*) filter (where w.external_id is null),
    'waiting', count(*) filter (where b.version_id is null or b.day is null), 'customers_created', v_created
  ) into v_counts
  from batch_model_events b
  left join written w on w.model_id = b.model_id and w.external_id = b.external_id;
  perform fold_model_deltas();
  return v_counts;
end
$$;

-- Sets the local days of activations anew, after a change of the shop's zone: a slice of at most p_limit, after the one
-- named by p_after. The rollups are right before, between and after the slices. Returns what the next one begins after.
create function public.rebuild_model_days(p_after jsonb default null, p_limit integer default 10000) returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
set enable_hashjoin = off
set enable_mergejoin = off
as $$
declare
  v_zone text;
  v_next jsonb;
begin
  -- Not by begin_writing, which refuses to write while the shop's rollups are rebuilt for the new zone.
  perform pg_advisory_xact_lock(hashtextextended('regulars.write', 0));
  select time_zone into v_zone from shop;
  drop table if exists pg_temp.batch_model_slice, pg_temp.batch_model_deltas;
  create temp table batch_model_slice on commit drop as
  select e.*, (e.activated_at at time zone v_zone)::date as new_day
  from model_events e
  where p_after is null or (e.model_id, e.source_id, e.external_id)
    > ((p_after ->> 0)::integer, (p_after ->> 1)::smallint, p_after ->> 2)
  order by e.model_id, e.source_id, e.external_id
  limit p_limit;
  create temp table batch_model_deltas on commit drop as
  select s.version_id, d.day, d.sign, s.score, s.acted, s.outcome, s.latency_ms
  from batch_model_slice s
  cross join lateral (values (s.day, -1), (s.new_day, 1)) as d (day, sign)
  where s.version_id is not null and s.day <> s.new_day;
  update model_events e set day = s.new_day
  from batch_model_slice s
  where s.day <> s.new_day and e.model_id = s.model_id and e.source_id = s.source_id and e.external_id = s.external_id;
  perform fold_model_deltas();
  if (select count(*) from batch_model_slice) = p_limit then
    select jsonb_build_array(model_id, source_id, external_id) into v_next from batch_model_slice
    order by model_id desc, source_id desc, external_id desc limit 1;
  end if;
  return v_next;
end
$$;
