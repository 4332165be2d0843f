-- Campaigns as their sources tell them, or as they were drawn here from a segment.

create table regulars.campaigns (
  campaign_id integer generated always as identity primary key,
  -- Null for one that was drawn here until a source tells of one of its name.
  source_id smallint,
  external_id text,
  name text not null,
  -- The name as it is looked up.
  key text not null,
  channel text not null check (channel in ('email', 'sms', 'whatsapp', 'phone', 'post', 'ads')),
  -- Local days of the first and the last message; still under way where there is no last.
  first_day date not null,
  last_day date,
  check (last_day >= first_day),
  -- Days after a touch within which an order is put down to it.
  window_days smallint not null default 5 check (window_days between 1 and 90),
  -- Minor units of the shop's currency; null where nobody told it.
  cost bigint check (cost >= 0),
  updated_at timestamptz,
  created_at timestamptz not null default now(),
  created_by text,
  -- Drawn here: from whom (of which segment, by which rule, as of which day), by which seed, which share was to be held
  -- out, and up to which number of draw_number the holdout goes.
  segment text,
  rule jsonb,
  drawn_day date,
  seed bigint,
  holdout_share numeric,
  holdout_to bigint,
  -- The last customer drawn; null when all are.
  drawn_to bigint,
  unique (source_id, external_id)
);
create unique index campaigns_drawn on regulars.campaigns (key) where rule is not null and source_id is null;
create index campaigns_key on regulars.campaigns (key);

-- What a campaign's source counted on a day; null where it tells nothing of it.
create table regulars.campaign_days (
  campaign_id integer not null,
  day date not null,
  sent bigint check (sent >= 0),
  delivered bigint check (delivered >= 0),
  opens bigint check (opens >= 0),
  clicks bigint check (clicks >= 0),
  bounces bigint check (bounces >= 0),
  unsubscribes bigint check (unsubscribes >= 0),
  complaints bigint check (complaints >= 0),
  primary key (campaign_id, day)
);

create table regulars.campaign_members (
  customer_id bigint not null,
  campaign_id integer not null,
  arm text not null check (arm in ('treated', 'held_out')),
  -- From when on what they do may be the campaign's doing.
  since timestamptz not null,
  primary key (customer_id, campaign_id)
);
create index campaign_members_of on regulars.campaign_members (campaign_id, arm, customer_id);

-- Answers of a customer to a campaign.
create table regulars.campaign_touches (
  customer_id bigint not null,
  campaign_id integer not null,
  kind text not null check (kind in ('open', 'click')),
  touched_at timestamptz not null,
  primary key (customer_id, campaign_id, kind, touched_at)
);
create index campaign_touches_of on regulars.campaign_touches (campaign_id, customer_id);

-- What a campaign brought, worked out once and kept: when, and up to which day orders may be its doing (infinity while it
-- has no last day).
create table regulars.campaign_results (
  campaign_id integer primary key,
  measured_at timestamptz not null,
  ends date not null,
  -- Later data changed a day up to its end: worked out again before it is shown.
  stale boolean not null default false
);

-- By the RFM segment of its members on the day before it began ('' without orders).
create table regulars.campaign_parts (
  campaign_id integer not null,
  arm text not null,
  segment text not null,
  members bigint not null,
  openers bigint not null,
  clickers bigint not null,
  -- Who ordered from the first message on until the campaign's end, whoever they heard from.
  converted bigint not null,
  -- What is put down to it: who ordered, and their orders with their net.
  buyers bigint not null,
  orders bigint not null,
  net bigint not null,
  primary key (campaign_id, arm, segment)
);

-- What is put down to it by the day of the order.
create table regulars.campaign_sales (
  campaign_id integer not null,
  day date not null,
  orders bigint not null,
  net bigint not null,
  primary key (campaign_id, day)
);

alter table regulars.campaigns enable row level security;
alter table regulars.campaign_days enable row level security;
alter table regulars.campaign_members enable row level security;
alter table regulars.campaign_touches enable row level security;
alter table regulars.campaign_results enable row level security;
alter table regulars.campaign_parts enable row level security;
alter table regulars.campaign_sales enable row level security;

create function regulars.mark_campaigns_stale(p_from date) returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  update campaign_results set stale = true where ends >= p_from and not stale;
end
$$;

-- What a customer's campaigns brought is worked out again: they are another's now, or theirs.
create function regulars.mark_campaigns_of_stale(p_customer bigint) returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  update campaign_results r set stale = true
  from campaign_members m where m.customer_id = p_customer and m.campaign_id = r.campaign_id and not r.stale;
end
$$;
