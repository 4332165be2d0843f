-- Campaigns as their sources tell them, or as they were drawn here from a segment.

create table regulars.campaigns (
  campaign_id integer generated always as identity primary key,
  source_id smallint not null,
  external_id text not null,
  name text not null,
  channel text not null check (channel in ('email', 'sms', 'whatsapp', 'phone', 'post', 'ads')),
  -- Local days of the first and the last message; still under way where there is no last.
  first_day date not null,
  last_day date,
  -- Days after a touch within which an order is put down to it.
  window_days smallint not null default 5 check (window_days between 1 and 90),
  -- Minor units of the shop's currency; null where nobody told it.
  cost bigint,
  -- Drawn here: from which segment, by which seed, and which share of it was held out.
  segment_id integer,
  seed bigint,
  holdout_share numeric,
  created_at timestamptz not null default now(),
  created_by text,
  updated_at timestamptz,
  unique (source_id, external_id)
);

-- What a campaign's source counted on a day.
create table regulars.campaign_days (
  campaign_id integer not null,
  day date not null,
  sent bigint not null,
  delivered bigint not null,
  opens bigint not null,
  clicks bigint not null,
  bounces bigint not null,
  unsubscribes bigint not null,
  complaints bigint not null,
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

alter table regulars.campaigns enable row level security;
alter table regulars.campaign_days enable row level security;
alter table regulars.campaign_members enable row level security;
alter table regulars.campaign_touches enable row level security;
