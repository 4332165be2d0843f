-- The erasure of a person (LGPD, article 18): it says what it would do before it does it.

-- Forgets what merges kept of a customer, and of whoever was merged into those who were merged into them.
create function regulars.forget_merges(p_customer bigint) returns void
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_into bigint[] := array[p_customer];
begin
  loop
    update customer_merges set moved = null where customer_id = any (v_into) and moved is not null;
    exit when not found;
    v_into := array(select from_id from customer_merges where customer_id = any (v_into)) || v_into;
  end loop;
end
$$;

-- Erases a person (LGPD art. 18, VI), or (p_confirm false) says what that would take away. Their orders stay as an anonymous
-- customer's, under other names than their sources', so that no total changes; so does which campaigns that customer was
-- sent. `refused`: unknown, erased.
create function public.customer_erase(p_customer bigint, p_actor text, p_confirm boolean) returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_customer customers;
  v_plan jsonb;
  v_salt text;
  v_told text[];
  v_references integer;
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
  v_plan := jsonb_build_object('customer', customer_summary(p_customer),
    'merges', (select count(*) from customer_merges where customer_id = p_customer and moved is not null));
  if not p_confirm then
    perform write_audit(p_actor, 'customer_seen', '#' || p_customer, 1);
    return v_plan;
  end if;

  insert into tombstone_salt (salt) values (gen_random_uuid()::text || gen_random_uuid()::text) on conflict do nothing;
  select salt into v_salt from tombstone_salt;
  insert into tombstones (customer_id, hash)
  select p_customer, tombstone_of(v_salt, kind, source_id, value) from identities where customer_id = p_customer
  on conflict do nothing;

  v_told := array(
    select fold_text(t) from (
      select unnest(array[v_customer.name, v_customer.email, v_customer.phone, v_customer.document]) as t
      union
      select value from identities where customer_id = p_customer and kind <> 'id'
    ) known
    where length(t) >= 4
  );

  update orders set external_id = veiled(source_id, external_id),
    content = hashtextextended(content || veiled(source_id, external_id), 0)
  where customer_id = p_customer;
  update refunds r set external_id = veiled(o.source_id, r.external_id)
  from orders o
  where r.customer_id = p_customer and o.customer_id = p_customer and o.order_id = r.order_id;
  perform forget_merges(p_customer);
  -- A merge may tell of them too where they were split off from whom it made.
  update customer_merges m set moved = null
  where m.moved is not null and exists (
    select from identities k
    cross join lateral (select jsonb_build_array(jsonb_build_object('kind', k.kind, 'source_id', k.source_id, 'value', k.value)) as it) w
    where k.customer_id = p_customer
      and (m.moved #> '{from,identities}' @> w.it or m.moved #> '{into,identities}' @> w.it)
  );
  update model_events set customer_id = null, external_id = veiled(source_id, 'model ' || external_id)
  where customer_id = p_customer;
  delete from identities where customer_id = p_customer;
  delete from interactions where customer_id = p_customer;
  delete from consents where customer_id = p_customer;
  delete from customer_signs where customer_id = p_customer;
  perform count_words(v_customer.words, -1);
  update customers set name = null, email = null, phone = null, document = null, city = null, state = null, words = null,
    created_at = now(), erased_at = now()
  where customer_id = p_customer;

  -- What was typed of them in a chat, as the buttons of an answer keep it.
  delete from chat_references c
  where exists (select from unnest(v_told) t where position(t in fold_text(c.content::text)) > 0);
  get diagnostics v_references = row_count;

  perform mark_segments_stale('-infinity');
  perform write_audit(p_actor, 'customer_erased', '#' || p_customer, 1,
    jsonb_build_object('orders', v_plan #> '{customer,placed}', 'tombstones', v_plan #> '{customer,identities}'));
  return v_plan || jsonb_build_object('references', v_references, 'after', customer_summary(p_customer));
end
$$;
