-- Orders as their sources tell them. Keys start with the customer, so that the tables can be distributed by customer;
-- there are no foreign keys between the large tables, because ingest_orders is their one writer.

create table regulars.products (
  product_id integer generated always as identity primary key,
  source_id smallint not null,
  external_id text not null,
  name text not null,
  category text,
  unique (source_id, external_id)
);

-- Taken by the hundred: one at a time, each would be a record in the log.
create sequence regulars.order_ids cache 100;

create table regulars.orders (
  customer_id bigint not null,
  order_id bigint not null,
  source_id smallint not null,
  external_id text not null,
  ordered_at timestamptz not null,
  -- The shop's local day of ordered_at.
  day date not null,
  status text not null check (status in
    ('pending', 'paid', 'processing', 'completed', 'refunded', 'cancelled', 'failed', 'draft', 'return')),
  -- Counts as a sale: a paid or in-progress status, in the shop's currency.
  counted boolean not null,
  currency text not null,
  -- Minor units. Gross: price x quantity before discounts, without tax and shipping.
  gross bigint not null,
  discount bigint not null,
  tax bigint not null,
  shipping bigint not null,
  channel text not null,
  updated_at timestamptz,
  -- Hash of the order as its source told it: an identical one changes nothing.
  content bigint not null,
  primary key (customer_id, order_id)
);
create index orders_external on regulars.orders (external_id, source_id);
create index orders_day on regulars.orders (day);

create table regulars.order_lines (
  customer_id bigint not null,
  order_id bigint not null,
  line integer not null,
  product_id integer not null,
  quantity numeric not null,
  gross bigint not null,
  discount bigint not null,
  -- That of its order.
  counted boolean not null,
  primary key (customer_id, order_id, line)
);
-- Who bought a product, without a look at the lines.
create index order_lines_bought on regulars.order_lines (product_id, customer_id) where counted;

create table regulars.refunds (
  customer_id bigint not null,
  order_id bigint not null,
  external_id text not null,
  refunded_at timestamptz not null,
  day date not null,
  amount bigint not null,
  primary key (customer_id, order_id, external_id)
);
create index refunds_day on regulars.refunds (day);

alter table regulars.products enable row level security;
alter table regulars.orders enable row level security;
alter table regulars.order_lines enable row level security;
alter table regulars.refunds enable row level security;
