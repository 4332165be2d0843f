-- Campaigns: written as sources tell of them, measured, listed, and drawn from segments.

-- Campaigns with what their source knows of them: objects of id, name, channel, first_day, last_day, window_days, cost,
-- updated_at, and arrays: `days` (day, sent, delivered, opens, clicks, bounces, unsubscribes, complaints), `members`
-- (`customer`, arm, at), `touches` (`customer`, kind, at). What is left out stays as it was; a campaign that was updated
-- earlier than what is known of it changes neither its own fields nor its days. Whoever answered was sent to. A campaign
-- that was drawn here, and its source names so, is that one: its arms stay as they were drawn.
create function public.ingest_campaigns(p_source text, p_kind text, p_campaigns jsonb) returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_shop shop;
  v_source smallint;
  v_created integer;
  v_days integer;
  v_members integer;
  v_touches integer;
  v_from date;
begin
  v_shop := begin_writing();
  v_source := take_source(p_source, p_kind);
  perform drop_temporary('batch_campaigns', 'batch_people', 'batch_members', 'batch_touches');

  create temp table batch_campaigns on commit drop as
  select x.place, x.told, t.*, null::integer as campaign_id, false as is_older, false as is_drawn
  from jsonb_array_elements(p_campaigns) with ordinality as x (told, place)
  cross join lateral jsonb_to_record(x.told) as t (id text, name text, channel text, first_day date, last_day date,
    window_days smallint, cost bigint, updated_at timestamptz);
  if exists (select from batch_campaigns where nullif(btrim(id), '') is null) then
    raise exception 'a campaign has no id' using errcode = '22023';
  end if;

  -- One that was drawn here is taken for the source's own from the first time on that it is told of by its name.
  update campaigns c set source_id = v_source, external_id = b.id
  from (select distinct on (fold_text(name)) id, fold_text(name) as key from batch_campaigns where name is not null) b
  where c.rule is not null and c.source_id is null and c.key = b.key
    and not exists (select from campaigns k where k.source_id = v_source and k.external_id = b.id);
  update batch_campaigns b set is_older = true
  from campaigns c
  where c.source_id = v_source and c.external_id = b.id and c.updated_at > b.updated_at;

  -- Another window, or another channel, moves orders from one campaign to another.
  select min(k.first_day) into v_from
  from batch_campaigns b
  join campaigns k on k.source_id = v_source and k.external_id = b.id
  where not b.is_older and (b.window_days <> k.window_days or b.channel <> k.channel);

  insert into campaigns as c (source_id, external_id, name, key, channel, first_day, last_day, window_days, cost, updated_at)
  select distinct on (b.id) v_source, b.id, n.name, fold_text(n.name), coalesce(b.channel, k.channel, 'email'),
    coalesce(b.first_day, k.first_day, (
      select min(d) from (
        select (t ->> 'day')::date from jsonb_array_elements(b.told -> 'days') t
        union all
        select ((t ->> 'at')::timestamptz at time zone v_shop.time_zone)::date
        from jsonb_array_elements(coalesce(b.told -> 'members', '[]') || coalesce(b.told -> 'touches', '[]')) t
      ) first (d)
    ), (now() at time zone v_shop.time_zone)::date),
    coalesce(b.last_day, k.last_day), coalesce(b.window_days, k.window_days, 5), coalesce(b.cost, k.cost),
    coalesce(b.updated_at, k.updated_at)
  from batch_campaigns b
  left join campaigns k on k.source_id = v_source and k.external_id = b.id
  cross join lateral (select coalesce(nullif(btrim(b.name), ''), k.name, b.id) as name) n
  where not b.is_older
  order by b.id, b.updated_at desc nulls last, b.place desc
  on conflict (source_id, external_id) do update set
    name = excluded.name, key = excluded.key, channel = excluded.channel, first_day = excluded.first_day,
    last_day = excluded.last_day, window_days = excluded.window_days, cost = excluded.cost, updated_at = excluded.updated_at;
  update batch_campaigns b set campaign_id = c.campaign_id, is_drawn = c.rule is not null
  from campaigns c where c.source_id = v_source and c.external_id = b.id;

  insert into campaign_days as d (campaign_id, day, sent, delivered, opens, clicks, bounces, unsubscribes, complaints)
  select distinct on (b.campaign_id, t.day) b.campaign_id, t.*
  from batch_campaigns b
  cross join lateral jsonb_to_recordset(b.told -> 'days') as t (day date, sent bigint, delivered bigint, opens bigint,
    clicks bigint, bounces bigint, unsubscribes bigint, complaints bigint)
  where not b.is_older
  order by b.campaign_id, t.day, b.updated_at desc nulls last, b.place desc
  on conflict (campaign_id, day) do update set
    sent = excluded.sent, delivered = excluded.delivered, opens = excluded.opens, clicks = excluded.clicks,
    bounces = excluded.bounces, unsubscribes = excluded.unsubscribes, complaints = excluded.complaints;
  get diagnostics v_days = row_count;

  -- Whom it was sent to, held out from, and who answered: one list, in which a person is numbered once.
  create temp table batch_people on commit drop as
  select dense_rank() over (order by p.customer) as n, p.*
  from (
    select b.campaign_id, b.is_drawn, t.told -> 'customer' as customer, coalesce(t.told ->> 'arm', 'treated') as arm,
      null as kind, (t.told ->> 'at')::timestamptz as at
    from batch_campaigns b cross join lateral jsonb_array_elements(b.told -> 'members') as t (told)
    union all
    select b.campaign_id, b.is_drawn, t.told -> 'customer', null, t.told ->> 'kind', (t.told ->> 'at')::timestamptz
    from batch_campaigns b cross join lateral jsonb_array_elements(b.told -> 'touches') as t (told)
  ) p;
  if exists (select from batch_people where at is null) then
    raise exception 'a member or a touch of a campaign has no time (at)' using errcode = '22023';
  end if;
  v_created := resolve_persons(v_source, (
    select coalesce(jsonb_agg(customer order by n), '[]') from (select distinct n, customer from batch_people) d
  ));

  create temp table batch_members on commit drop as
  select distinct on (p.customer_id, m.campaign_id) p.customer_id, m.campaign_id, coalesce(m.arm, 'treated') as arm, m.at,
    m.arm is null as is_inferred
  from batch_people m
  join batch_persons p on p.place = m.n
  where not m.is_drawn
  order by p.customer_id, m.campaign_id, m.arm is null, m.at;
  insert into campaign_members as k (customer_id, campaign_id, arm, since)
  select customer_id, campaign_id, arm, at from batch_members where not is_inferred
  on conflict (customer_id, campaign_id) do update set arm = excluded.arm, since = excluded.since
  where (k.arm, k.since) is distinct from (excluded.arm, excluded.since);
  get diagnostics v_members = row_count;
  insert into campaign_members (customer_id, campaign_id, arm, since)
  select customer_id, campaign_id, arm, at from batch_members where is_inferred
  on conflict do nothing;

  create temp table batch_touches on commit drop as
  select distinct p.customer_id, m.campaign_id, m.kind, m.at, (m.at at time zone v_shop.time_zone)::date as day
  from batch_people m join batch_persons p on p.place = m.n where m.kind is not null;
  insert into campaign_touches (customer_id, campaign_id, kind, touched_at)
  select customer_id, campaign_id, kind, at from batch_touches
  on conflict do nothing;
  get diagnostics v_touches = row_count;
  perform keep_signs('select customer_id, day from batch_touches');

  update campaign_results r set stale = true
  from batch_campaigns b where b.campaign_id = r.campaign_id and not r.stale;
  -- Whoever answered one campaign may have ordered for another until now.
  v_from := least(v_from, (select min((at at time zone v_shop.time_zone)::date) from batch_people));
  if v_from is not null then
    perform mark_campaigns_stale(v_from);
    perform mark_segments_stale(v_from);
  end if;
  return jsonb_build_object('campaigns', jsonb_array_length(p_campaigns), 'days', v_days, 'members', v_members,
    'touches', v_touches, 'customers_created', v_created);
end
$$;

-- A query of the touches of the customer o.customer_id before the moment o.ordered_at and within the window of their
-- campaign: opens and clicks, and where a campaign's channel tells of neither, its message.
create function regulars.touches_sql() returns text
language plpgsql immutable
set search_path = regulars, pg_temp
as $$
begin
  return $sql$
    select t.campaign_id, t.at
    from (
      select k.campaign_id, k.touched_at as at from campaign_touches k
      where k.customer_id = o.customer_id and k.touched_at <= o.ordered_at
      union all
      select m.campaign_id, m.since from campaign_members m
      where m.customer_id = o.customer_id and m.arm = 'treated' and m.since <= o.ordered_at
        and exists (
          select from campaigns c
          where c.campaign_id = m.campaign_id and c.channel in ('sms', 'whatsapp', 'phone', 'post')
        )
    ) t
    join campaigns c on c.campaign_id = t.campaign_id
    where o.ordered_at <= t.at + c.window_days * interval '1 day'
  $sql$;
end
$$;

-- Works out what a campaign brought. An order is put down to the campaign whose touch came last before it, within that
-- campaign's window; conversion for the lift is any order of a member from its first message until the campaign's end,
-- which is the same for both arms.
create function regulars.measure_campaign(p_campaign integer) returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
set work_mem = '64MB'
as $$
declare
  v_campaign campaigns;
  v_zone text := (select time_zone from shop);
  v_ends date;
  -- Of whatever reached anybody: its first day, and the last one on which orders may follow from it.
  v_from date;
  v_answered date;
  v_snapshot rfm_snapshots;
  v_as_of date;
  v_segment text := $sql$''$sql$;
begin
  select * into v_campaign from campaigns where campaign_id = p_campaign;
  v_ends := coalesce(v_campaign.last_day + v_campaign.window_days, 'infinity');
  select least(v_campaign.first_day, (min(at) at time zone v_zone)::date),
    (max(at) at time zone v_zone)::date + v_campaign.window_days
  into v_from, v_answered
  from (
    select touched_at as at from campaign_touches where campaign_id = p_campaign
    union all
    select since from campaign_members where campaign_id = p_campaign
  ) reached;
  v_as_of := v_campaign.first_day - 1;
  perform drop_temporary('campaign_people', 'campaign_scores', 'campaign_orders');

  create temp table campaign_people on commit drop as
  select m.customer_id, m.arm, m.since, '' as segment,
    exists (select from campaign_touches t where t.campaign_id = p_campaign and t.customer_id = m.customer_id) as opened,
    exists (select from campaign_touches t
      where t.campaign_id = p_campaign and t.customer_id = m.customer_id and t.kind = 'click') as clicked
  from campaign_members m where m.campaign_id = p_campaign;
  analyze campaign_people;

  v_snapshot := need_snapshot(v_as_of, 0);
  if v_snapshot.customers > 0 then
    -- Into a table first: how many have a score, nobody could tell of a query in its place.
    execute format($sql$
      create temp table campaign_scores on commit drop as
      select customer_id, 6 - %s as r, %s as f from (%s) s where orders > 0
    $sql$, score_sql('$1 - last_day', v_snapshot.r_cuts), score_sql('orders', v_snapshot.f_cuts),
      state_query(v_as_of, null, case
        when (select count(*) from campaign_people) * 4 < v_snapshot.customers then 'campaign_people'
      end))
    using v_as_of;
    analyze campaign_scores;
    update campaign_people p set segment = g.segment
    from campaign_scores t join rfm_segments g on g.r = t.r and g.f = t.f
    where t.customer_id = p.customer_id;
  end if;

  execute format($sql$
    create temp table campaign_orders on commit drop as
    select o.customer_id, o.order_id, o.day, p.arm, p.segment,
      o.ordered_at >= p.since and o.day <= %1$L as is_conversion,
      coalesce(l.campaign_id = %3$s, false) as is_attributed,
      o.gross - o.discount as worth
    from (select customer_id, order_id, ordered_at, day, gross, discount from orders
      where counted and day between %4$L and %2$L) o
    join campaign_people p on p.customer_id = o.customer_id
    left join lateral (select campaign_id from (%5$s) t order by at desc, campaign_id desc limit 1) l on true
  $sql$, v_ends, greatest(v_ends, v_answered), p_campaign, v_from, touches_sql());
  delete from campaign_orders where not is_conversion and not is_attributed;
  update campaign_orders o set worth = worth - r.amount
  from (
    select f.customer_id, f.order_id, sum(f.amount) as amount
    from campaign_orders c join refunds f on f.customer_id = c.customer_id and f.order_id = c.order_id
    where c.is_attributed group by 1, 2
  ) r
  where r.customer_id = o.customer_id and r.order_id = o.order_id;

  delete from campaign_parts where campaign_id = p_campaign;
  delete from campaign_sales where campaign_id = p_campaign;
  insert into campaign_parts (campaign_id, arm, segment, members, openers, clickers, converted, buyers, orders, net)
  select p_campaign, p.arm, p.segment, p.members, p.openers, p.clickers, coalesce(o.converted, 0), coalesce(o.buyers, 0),
    coalesce(o.orders, 0), coalesce(o.net, 0)
  from (
    select arm, segment, count(*) as members, count(*) filter (where opened) as openers,
      count(*) filter (where clicked) as clickers
    from campaign_people group by 1, 2
  ) p
  left join (
    select arm, segment, count(distinct customer_id) filter (where is_conversion) as converted,
      count(distinct customer_id) filter (where is_attributed) as buyers, count(*) filter (where is_attributed) as orders,
      sum(worth) filter (where is_attributed) as net
    from campaign_orders group by 1, 2
  ) o on o.arm = p.arm and o.segment = p.segment;
  insert into campaign_sales (campaign_id, day, orders, net)
  select p_campaign, day, count(*), sum(worth) from campaign_orders where is_attributed group by day;
  insert into campaign_results (campaign_id, measured_at, ends)
  values (p_campaign, now(), greatest(v_ends, v_answered))
  on conflict (campaign_id) do update set measured_at = excluded.measured_at, ends = excluded.ends, stale = false;
end
$$;

-- Measures a campaign unless a good result is there. False where the clock says that there is no time left for it.
create function regulars.need_campaign_result(p_campaign integer, p_until timestamptz) returns boolean
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  if exists (select from campaign_results where campaign_id = p_campaign and not stale) then
    return true;
  end if;
  -- Not while it is being drawn.
  if exists (select from campaigns where campaign_id = p_campaign and drawn_to is not null) then
    return true;
  end if;
  if clock_timestamp() > p_until then
    return false;
  end if;
  -- Who asks does not wait for what is large where there is an older result to be shown meanwhile.
  if p_until < 'infinity' and exists (select from campaign_results where campaign_id = p_campaign) and (
    select count(*) > 50000 from (select from campaign_members where campaign_id = p_campaign limit 50001) m
  ) then
    return true;
  end if;
  perform begin_storing();
  if not exists (select from campaign_results where campaign_id = p_campaign and not stale) then
    perform measure_campaign(p_campaign);
  end if;
  return true;
end
$$;

-- How a campaign is called: with its first day where another has its name.
create function regulars.campaign_label(p_campaign regulars.campaigns) returns text
language plpgsql stable
security definer
set search_path = regulars, pg_temp
as $$
begin
  return p_campaign.name || case
    when exists (select from campaigns c where c.key = p_campaign.key and c.campaign_id <> p_campaign.campaign_id)
      then ' (' || p_campaign.first_day || ')'
    else ''
  end;
end
$$;

-- A campaign with what its source counted and what it brought; with p_detail, by RFM segment and by day too.
create function regulars.campaign_json(p_campaign regulars.campaigns, p_detail boolean) returns jsonb
language plpgsql stable
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_arms text := 'select arm, null::text as segment, sum(members) as members, sum(openers) as openers,
    sum(clickers) as clickers, sum(converted) as converted, sum(buyers) as buyers, sum(orders) as orders, sum(net) as net
    from campaign_parts where campaign_id = $1 group by 1';
  v_parts jsonb;
begin
  execute format('select coalesce(jsonb_agg(to_jsonb(p) order by p.arm, p.segment), ''[]'') from (%s) p', v_arms || case
    when p_detail then ' union all select arm, segment, members, openers, clickers, converted, buyers, orders, net
      from campaign_parts where campaign_id = $1'
    else ''
  end) into v_parts using p_campaign.campaign_id;
  return jsonb_build_object(
    'id', p_campaign.campaign_id, 'name', p_campaign.name, 'label', campaign_label(p_campaign),
    'channel', p_campaign.channel, 'first_day', p_campaign.first_day, 'last_day', p_campaign.last_day,
    'window_days', p_campaign.window_days, 'cost', p_campaign.cost,
    'source', (select s.name from sources s where s.source_id = p_campaign.source_id),
    'draw', case when p_campaign.rule is not null then jsonb_build_object('segment', p_campaign.segment,
      'day', p_campaign.drawn_day, 'seed', p_campaign.seed, 'share', p_campaign.holdout_share,
      'drawn', p_campaign.drawn_to is null) end,
    'counted', (
      select jsonb_build_object('sent', sum(sent), 'delivered', sum(delivered), 'opens', sum(opens), 'clicks', sum(clicks),
        'bounces', sum(bounces), 'unsubscribes', sum(unsubscribes), 'complaints', sum(complaints))
      from campaign_days where campaign_id = p_campaign.campaign_id
    ),
    'result', (
      select jsonb_build_object('measured_at', measured_at, 'ends', nullif(ends, 'infinity'), 'stale', stale)
      from campaign_results where campaign_id = p_campaign.campaign_id
    ),
    'parts', v_parts,
    'days', case when p_detail then (
      select coalesce(jsonb_agg(to_jsonb(x) order by x.day), '[]')
      from (
        select day, max(d.sent) as sent, max(d.delivered) as delivered, max(d.opens) as opens, max(d.clicks) as clicks,
          coalesce(max(s.orders), 0) as orders, coalesce(max(s.net), 0) as net
        from (select * from campaign_days where campaign_id = p_campaign.campaign_id) d
        full join (select * from campaign_sales where campaign_id = p_campaign.campaign_id) s using (day)
        group by day order by day limit 400
      ) x
    ) end
  );
end
$$;

-- The campaigns that began from one day to another, the latest first, at most p_limit. What is not measured yet is, for as
-- long as p_budget_ms allows. `all` is how many there are.
create function public.campaign_list(p_from date, p_to date, p_limit integer, p_budget_ms integer) returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_until timestamptz := clock_timestamp() + make_interval(secs => p_budget_ms / 1000.0);
  v_ids integer[] := array(
    select campaign_id from campaigns where first_day between p_from and p_to
    order by first_day desc, campaign_id desc limit p_limit
  );
  v_id integer;
begin
  foreach v_id in array v_ids loop
    exit when not need_campaign_result(v_id, v_until);
  end loop;
  return jsonb_build_object(
    'all', (select count(*) from campaigns where first_day between p_from and p_to),
    'campaigns', (
      select coalesce(jsonb_agg(campaign_json(c, false) order by c.first_day desc, c.campaign_id desc), '[]')
      from campaigns c where c.campaign_id = any (v_ids)
    )
  );
end
$$;

-- The campaign of each name, in their order; null where there is none. Of several of one name the latest, unless the name
-- is as campaign_label writes it. What is not measured as things are now is, for as long as p_budget_ms allows.
create function public.campaign_find(p_names text[], p_detail boolean, p_budget_ms integer default 1500) returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_found jsonb := '[]';
  v_until timestamptz := clock_timestamp() + make_interval(secs => p_budget_ms / 1000.0);
  v_name text;
  v_campaign campaigns;
begin
  foreach v_name in array p_names loop
    select c.* into v_campaign from campaigns c
    where c.key = fold_text(v_name)
      or c.key = fold_text(regexp_replace(v_name, ' \(\d{4}-\d\d-\d\d\)$', '')) and fold_text(campaign_label(c)) = fold_text(v_name)
    order by c.key = fold_text(v_name) desc, c.first_day desc, c.campaign_id desc limit 1;
    if not found then
      v_found := v_found || 'null';
      continue;
    end if;
    perform need_campaign_result(v_campaign.campaign_id, v_until);
    v_found := v_found || jsonb_build_array(campaign_json(v_campaign, p_detail));
  end loop;
  return v_found;
end
$$;

-- The names of the campaigns, the latest first, at most 200.
create function public.campaign_names() returns jsonb
language plpgsql stable
security definer
set search_path = regulars, pg_temp
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('label', campaign_label(c), 'first_day', c.first_day, 'drawn', c.rule is not null)
      order by c.first_day desc, c.campaign_id desc), '[]')
    from (select * from campaigns order by first_day desc, campaign_id desc limit 200) c
  );
end
$$;

-- Measures one campaign that is not measured as things are now, the latest first, or goes on with a draw that was broken
-- off. False when nothing is left.
create function public.campaigns_keep() returns boolean
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_id integer;
begin
  -- A draw that was broken off is ended first.
  select campaign_id into v_id from campaigns where drawn_to is not null and created_at < now() - interval '15 minutes' limit 1;
  if v_id is not null then
    perform public.campaign_draw(v_id, 20000);
    return true;
  end if;
  select c.campaign_id into v_id
  from campaigns c
  left join campaign_results r on r.campaign_id = c.campaign_id and not r.stale
  where r.campaign_id is null and c.drawn_to is null
  order by c.first_day desc, c.campaign_id desc limit 1;
  if v_id is null then
    return false;
  end if;
  return need_campaign_result(v_id, 'infinity');
end
$$;

-- A number of a customer in a draw, that anybody can work out again: the first 60 bits of the MD5 of "seed:customer".
create function regulars.draw_number(p_seed bigint, p_customer bigint) returns bigint
language plpgsql immutable parallel safe
set search_path = regulars, pg_temp
as $$
begin
  return ('x' || substr(md5(p_seed || ':' || p_customer), 1, 15))::bit(60)::bigint;
end
$$;

-- Begins a campaign over the customers by a rule on a day, of whom a share, rounded, is held out: those with the least
-- draw_number. A name that stands already is refused (23505), and fewer than two customers (22023). campaign_draw writes
-- down who is in which arm. `shared` are those who are in another draw whose window is still open.
create function public.campaign_create(p_name text, p_channel text, p_segment text, p_rule jsonb, p_day date, p_share numeric,
  p_seed bigint, p_window_days integer, p_cost bigint, p_actor text)
returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
set work_mem = '64MB'
as $$
declare
  v_zone text := (select time_zone from shop);
  v_members bigint;
  v_held bigint;
  v_to bigint;
  v_id integer;
begin
  perform begin_storing();
  if exists (select from campaigns where key = fold_text(p_name)) then
    raise exception 'a campaign is called % already', p_name using errcode = '23505';
  end if;
  perform drop_temporary('draw');
  execute format('create temp table draw on commit drop as select customer_id, draw_number($3, customer_id) as number
    from (%s) m',
    members_sql(p_rule, p_day, '{}')) using p_rule, p_day, p_seed;
  v_members := (select count(*) from draw);
  if v_members < 2 then
    raise exception 'too few to hold any out: %', v_members using errcode = '22023';
  end if;
  v_held := least(greatest(1, round(v_members * p_share)), v_members - 1);
  v_to := (select max(number) from (select number from draw order by number limit v_held) d);
  insert into campaigns (name, key, channel, first_day, last_day, window_days, cost, created_by, segment, rule, drawn_day, seed,
    holdout_share, holdout_to, drawn_to)
  values (btrim(p_name), fold_text(p_name), p_channel, (now() at time zone v_zone)::date, (now() at time zone v_zone)::date,
    p_window_days, p_cost, p_actor, p_segment, p_rule, p_day, p_seed, p_share, v_to, 0)
  returning campaign_id into v_id;
  perform write_audit(p_actor, 'campaign_drawn', btrim(p_name), v_members,
    jsonb_build_object('segment', p_segment, 'day', p_day, 'seed', p_seed, 'share', p_share));
  return jsonb_build_object('id', v_id, 'members', v_members, 'shared', (
    select count(*) from draw d
    where exists (
      select from campaign_members m
      join campaigns c on c.campaign_id = m.campaign_id
      where m.customer_id = d.customer_id and c.rule is not null
        and coalesce(c.last_day + c.window_days, 'infinity') >= (now() at time zone v_zone)::date
    )
  ));
end
$$;

-- Writes down the arms of the next p_limit customers of a draw; true while some are left. A draw that was broken off goes
-- on from where it was.
create function public.campaign_draw(p_id integer, p_limit integer) returns boolean
language plpgsql
security definer
set search_path = regulars, pg_temp
set work_mem = '64MB'
as $$
declare
  v_campaign campaigns;
  v_drawn integer;
  v_last bigint;
begin
  -- Whoever is being merged is drawn before or after, under the number that stays.
  perform begin_storing();
  select * into v_campaign from campaigns where campaign_id = p_id for update;
  if v_campaign.drawn_to is null then
    return false;
  end if;
  execute format($sql$
    with slice as materialized (
      select customer_id from (%s) m where customer_id > $7 order by customer_id limit $8
    ), written as (
      insert into campaign_members (customer_id, campaign_id, arm, since)
      select customer_id, $3, case when draw_number($4, customer_id) <= $5 then 'held_out' else 'treated' end, $6
      from slice
      on conflict do nothing
    )
    select count(*), max(customer_id) from slice
  $sql$, members_sql(v_campaign.rule, v_campaign.drawn_day, '{}'))
  into v_drawn, v_last
  using v_campaign.rule, v_campaign.drawn_day, p_id, v_campaign.seed, v_campaign.holdout_to, v_campaign.created_at,
    v_campaign.drawn_to, p_limit;
  update campaigns set drawn_to = case when v_drawn = p_limit then v_last end where campaign_id = p_id;
  return v_drawn = p_limit;
end
$$;
