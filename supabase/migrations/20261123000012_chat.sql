-- What the chat platforms send, each thing once; what their buttons stand for; and who does what only one may do.

create table regulars.chat_events (
  platform text not null,
  event_id text not null,
  taken_at timestamptz not null,
  -- What is to be done, until it is. It holds a short-lived right to answer, so it does not outlast the work.
  job jsonb,
  -- The process that works on it, and renews this; once it has passed, another process may take over.
  holder text not null,
  leased_to timestamptz not null,
  attempts smallint not null default 1,
  primary key (platform, event_id)
);
create index chat_events_open on regulars.chat_events (platform, leased_to) where job is not null;
create index chat_events_age on regulars.chat_events (taken_at);

create table regulars.chat_references (
  reference text primary key,
  content jsonb not null,
  made_at timestamptz not null
);
create index chat_references_age on regulars.chat_references (made_at);

create table regulars.leases (
  name text primary key,
  holder text not null,
  leased_to timestamptz not null
);

alter table regulars.chat_events enable row level security;
alter table regulars.chat_references enable row level security;
alter table regulars.leases enable row level security;

-- True for the first process that brings an event, however often it asks, while it has the event; false for every other.
create function public.chat_event_take(p_platform text, p_event_id text, p_holder text, p_job jsonb, p_lease_seconds integer)
returns boolean
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  insert into chat_events (platform, event_id, taken_at, job, holder, leased_to)
  values (p_platform, p_event_id, now(), p_job, p_holder, now() + make_interval(secs => p_lease_seconds))
  on conflict (platform, event_id) do nothing;
  return found or exists (
    select from chat_events
    where platform = p_platform and event_id = p_event_id and holder = p_holder and job is not null
  );
end
$$;

-- Keeps what is known by now of a job under way, and renews its lease. False where it is no longer under way, or is
-- another's.
create function public.chat_event_keep(p_platform text, p_event_id text, p_holder text, p_job jsonb, p_lease_seconds integer)
returns boolean
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  update chat_events set job = p_job, leased_to = now() + make_interval(secs => p_lease_seconds)
  where platform = p_platform and event_id = p_event_id and job is not null and holder = p_holder;
  return found;
end
$$;

-- Renews the leases of the jobs under way in a process, and gives those that are still its own; of no seconds, lets
-- others take them over at once.
create function public.chat_event_renew(p_platform text, p_event_ids text[], p_holder text, p_lease_seconds integer)
returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_renewed jsonb;
begin
  with renewed as (
    update chat_events set leased_to = now() + make_interval(secs => p_lease_seconds)
    where platform = p_platform and event_id = any (p_event_ids) and job is not null and holder = p_holder
    returning event_id
  )
  select coalesce(jsonb_agg(event_id), '[]') into v_renewed from renewed;
  return v_renewed;
end
$$;

-- Marks a job as done, also where the event itself could not be recorded: it may arrive only now.
create function public.chat_event_finish(p_platform text, p_event_id text, p_holder text)
returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  insert into chat_events as e (platform, event_id, taken_at, job, holder, leased_to)
  values (p_platform, p_event_id, now(), null, p_holder, now())
  on conflict (platform, event_id) do update set job = null where e.holder = excluded.holder;
end
$$;

-- A job whose process has left it, taken over; null when there is none. Not those of p_except, which the process has
-- under way itself. `hopeless`: it has been left three times, or is older than its right to answer, and whoever waits for
-- it is to be told.
create function public.chat_event_take_over(p_platform text, p_holder text, p_except text[], p_max_age_seconds integer,
  p_lease_seconds integer)
returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_event chat_events;
begin
  select * into v_event from chat_events
  where platform = p_platform and job is not null and leased_to < now() and attempts < 4
    and taken_at > now() - interval '1 hour' and event_id <> all (p_except)
  order by taken_at limit 1
  for update skip locked;
  if not found then
    return null;
  end if;
  update chat_events
  set attempts = attempts + 1, holder = p_holder, leased_to = now() + make_interval(secs => p_lease_seconds)
  where platform = v_event.platform and event_id = v_event.event_id;
  return jsonb_build_object(
    'event_id', v_event.event_id, 'job', v_event.job, 'attempt', v_event.attempts + 1,
    'hopeless', v_event.attempts >= 3 or v_event.taken_at <= now() - make_interval(secs => p_max_age_seconds)
  );
end
$$;

create function public.chat_reference_put(p_reference text, p_content jsonb)
returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  insert into chat_references (reference, content, made_at) values (p_reference, p_content, now())
  on conflict (reference) do update set content = excluded.content, made_at = excluded.made_at;
end
$$;

create function public.chat_reference_find(p_reference text)
returns jsonb
language plpgsql stable
security definer
set search_path = regulars, pg_temp
as $$
begin
  return (select content from chat_references where reference = p_reference);
end
$$;

-- Forgets events that no platform sends again, and what buttons stood for half a year ago.
create function public.chat_prune()
returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  delete from chat_events where taken_at < now() - interval '2 days';
  update chat_events set job = null where job is not null and taken_at < now() - interval '1 hour';
  delete from chat_references where made_at < now() - interval '180 days';
  delete from leases where leased_to < now() - interval '1 day';
end
$$;

-- Takes a lease, or renews one's own, which becomes no shorter. False while another has it.
create function public.lease_take(p_name text, p_holder text, p_seconds integer)
returns boolean
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  insert into leases (name, holder, leased_to) values (p_name, p_holder, now() + make_interval(secs => p_seconds))
  on conflict (name) do update set holder = excluded.holder, leased_to = case
    when leases.holder = excluded.holder then greatest(leases.leased_to, excluded.leased_to) else excluded.leased_to
  end
  where leases.holder = excluded.holder or leases.leased_to < now();
  return found;
end
$$;

-- Gives a lease up; with p_seconds, only one that ends within so many.
create function public.lease_release(p_name text, p_holder text, p_seconds integer default null)
returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  delete from leases where name = p_name and holder = p_holder
    and (p_seconds is null or leased_to <= now() + make_interval(secs => p_seconds));
end
$$;

-- Ends every lease: where one process alone can have the database, whoever held them is gone. What has been shown to a
-- channel stays so.
create function public.leases_end()
returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  delete from leases where name not like 'shared:%';
  update chat_events set leased_to = now() where job is not null;
end
$$;
