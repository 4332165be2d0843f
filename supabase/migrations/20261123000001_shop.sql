-- The shop's settings and where its data comes from.

create table regulars.shop (
  single boolean primary key default true check (single),
  time_zone text not null,
  currency text not null,
  demo boolean not null,
  -- A rebuild of the rollups is under way: the last customer done. Null when none is.
  rebuilt_to bigint
);

create table regulars.sources (
  -- Also the number of a bit of customer_rollup.sources.
  source_id smallint primary key check (source_id between 1 and 62),
  name text not null unique,
  kind text not null,
  -- When the source was last read to its end, from what, and how many records it refused.
  read_at timestamptz,
  file text,
  rejected integer not null default 0,
  -- The newest order ever written, counted or not: until then the shop is known, whatever it sold.
  known_to timestamptz
);

-- Files, '' for a source without, that are being read; one that was broken off stays until it is read to its end.
create table regulars.readings (
  source_id smallint not null,
  file text not null,
  since timestamptz not null,
  primary key (source_id, file)
);

-- How many orders of each state there are, counted or not, so that no answer has to scan them.
create table regulars.order_tally (
  source_id smallint not null,
  status text not null,
  currency text not null,
  orders bigint not null,
  primary key (source_id, status, currency)
);

alter table regulars.shop enable row level security;
alter table regulars.sources enable row level security;
alter table regulars.readings enable row level security;
alter table regulars.order_tally enable row level security;

-- Opens the shop: keeps what null leaves unsaid. A change of zone or currency moves every local day or amount,
-- so the rollups must be rebuilt before anything is asked.
create function public.shop_open(p_time_zone text default null, p_currency text default null, p_demo boolean default null)
returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_shop shop;
  v_changed boolean;
begin
  if p_time_zone is not null and not exists (select from pg_timezone_names z where z.name = p_time_zone) then
    raise exception 'unknown time zone %', p_time_zone using errcode = '22023';
  end if;
  insert into shop (time_zone, currency, demo)
  values (coalesce(p_time_zone, 'America/Sao_Paulo'), coalesce(p_currency, 'BRL'), coalesce(p_demo, false))
  on conflict (single) do nothing;

  select * into v_shop from shop for update;
  v_changed := v_shop.time_zone <> coalesce(p_time_zone, v_shop.time_zone)
    or v_shop.currency <> coalesce(p_currency, v_shop.currency);
  if v_changed then
    update shop set
      time_zone = coalesce(p_time_zone, time_zone),
      currency = coalesce(p_currency, currency),
      rebuilt_to = case
        when exists (select from order_tally where orders > 0) or exists (select from model_events)
          or exists (select from interactions) then 0
      end
    returning * into v_shop;
  end if;
  return jsonb_build_object(
    'time_zone', v_shop.time_zone,
    'currency', v_shop.currency,
    'demo', v_shop.demo,
    -- From which customer on the rollups must be rebuilt; null when they stand.
    'rebuild_from', v_shop.rebuilt_to
  );
end
$$;

-- Finds the source of that name, or makes it.
create function regulars.take_source(p_source text, p_kind text) returns smallint
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_id smallint;
begin
  select source_id into v_id from sources where name = p_source;
  if v_id is null then
    perform pg_advisory_xact_lock(hashtextextended('regulars.sources', 0));
    insert into sources (source_id, name, kind)
    select coalesce(max(source_id), 0) + 1, p_source, p_kind from sources
    on conflict (name) do update set kind = excluded.kind
    returning source_id into v_id;
  end if;
  return v_id;
end
$$;

-- Told before the first orders of a file are written, so that answers can say that others may be missing.
create function public.ingest_started(p_source text, p_kind text, p_file text default null)
returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_source smallint := take_source(p_source, p_kind);
begin
  insert into readings (source_id, file, since) values (v_source, coalesce(p_file, ''), now())
  on conflict (source_id, file) do update set since = excluded.since;
end
$$;

create function public.ingest_finished(p_source text, p_kind text, p_file text default null, p_rejected integer default 0)
returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_source smallint := take_source(p_source, p_kind);
begin
  update sources set read_at = now(), file = p_file, rejected = p_rejected where source_id = v_source;
  delete from readings where source_id = v_source and file = coalesce(p_file, '');
end
$$;
