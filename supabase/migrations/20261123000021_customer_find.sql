-- Finding a customer by what somebody types: a number, an address or a name, with a slip in it or two.

-- The customer that a number stands for now: itself, or whom it was merged into; null where it stands for nobody.
create function regulars.standing_customer(p_customer bigint) returns bigint
language plpgsql stable
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_customer bigint := p_customer;
begin
  -- Merges form no ring: who was merged is no customer until that is undone.
  while not exists (select from customers where customer_id = v_customer) loop
    select m.customer_id into v_customer from customer_merges m where m.from_id = v_customer and m.undone_at is null;
    if not found then
      return null;
    end if;
  end loop;
  return v_customer;
end
$$;

-- The customers who bear exactly this e-mail, document, telephone number or id of a source, or have it as their number.
create function regulars.find_by_key(p_text text) returns bigint[]
language plpgsql stable
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_bare text := bare_number(p_text);
  v_digits text := regexp_replace(p_text, '\D', '', 'g');
  v_found bigint[];
begin
  if p_text ~ '@' then
    return array(select distinct customer_id from identities where value = lower(p_text) and kind in ('email', 'id') order by 1);
  end if;
  if v_digits = '' then
    return array(select distinct customer_id from identities where value = p_text and kind = 'id' order by 1);
  end if;
  v_found := array(
    select distinct customer_id from identities
    where (value = p_text and kind = 'id') or (value in (v_bare, v_digits) and kind = 'document')
      -- As dialled within Brazil, too.
      or (length(v_digits) >= 8 and value in (v_bare, v_digits, '+' || v_digits, '+55' || v_digits, '55' || v_digits)
        and kind = 'phone')
    order by 1
  );
  if p_text ~ '^[0-9]{1,15}$' and standing_customer(p_text::bigint) is not null then
    v_found := array_append(array_remove(v_found, standing_customer(p_text::bigint)), standing_customer(p_text::bigint));
  end if;
  return v_found;
end
$$;

-- The words of names that a typed one may stand for: itself, what is a slip away, and (p_begun) what it begins.
create function regulars.words_like(p_word text, p_begun boolean) returns text[]
language plpgsql stable
security definer
set search_path = regulars, pg_temp
as $$
begin
  return array(
    select word from (
      (select k.word, 0 as far, k.bearers from name_words k where k.word = p_word)
      union all
      (select k.word, 1, k.bearers from name_words k
       where p_begun and length(p_word) >= 2 and k.word > p_word and k.word < p_word || chr(1114111)
       order by k.bearers desc limit 20)
      union all
      (select k.word, 2, k.bearers
       from (select distinct s.word from name_slips s where length(p_word) >= 4 and s.slip = any (slips_of(p_word))) s
       join name_words k on k.word = s.word
       where abs(length(k.word) - length(p_word)) <= 1
       order by k.bearers desc limit 20)
    ) w
    group by word order by min(far), max(bearers) desc limit 30
  );
end
$$;

-- Customers by the words of their name, and how they were found: 'name' where they bear all of the words, 'like' where
-- some are a slip away or only begun, 'part' where no one bears all of them.
create function regulars.find_by_name(p_words text[], p_limit integer, p_begun boolean, out p_customers bigint[], out p_how text)
language plpgsql stable
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_word text;
  v_like text[];
  v_rarest text[];
  v_where text[] := '{}';
  v_bearers bigint;
  v_least bigint;
  -- Of very many, some: who has so many namesakes is told to say more.
  v_query text := 'select array(
    select f.customer_id
    from (select customer_id, words from customers where %s limit 500) f
    left join customer_rollup r on r.customer_id = f.customer_id
    order by %s, coalesce(r.net, 0) desc, f.customer_id limit $2)';
begin
  p_how := 'name';
  execute format(v_query, 'words @> $1', 'cardinality(words)') into p_customers using p_words, p_limit;
  if p_customers <> '{}' then
    return;
  end if;
  foreach v_word in array p_words loop
    v_like := words_like(v_word, p_begun);
    v_where := v_where || format('words && %L::text[]', v_like);
    select sum(bearers) into v_bearers from name_words where word = any (v_like);
    if v_bearers > 0 and (v_least is null or v_bearers < v_least) then
      v_least := v_bearers;
      v_rarest := v_like;
    end if;
  end loop;
  if v_rarest is null then
    return;
  end if;
  p_how := 'like';
  execute format(v_query, array_to_string(v_where, ' and '), 'cardinality(words)') into p_customers using p_words, p_limit;
  if p_customers <> '{}' then
    return;
  end if;
  p_how := 'part';
  execute format(v_query, 'words && $1', format('-(%s)', (
    select string_agg(format('(%s)::integer', w), ' + ') from unnest(v_where) w
  ))) into p_customers using v_rarest, p_limit;
end
$$;

-- Finds customers by what somebody typed (p_text) or by their numbers (p_ids): at most p_limit, whoever brought most first,
-- `more` where there are others. `how` is number, key, name, like or part. Words only begun are looked for with p_begun: who
-- is not told names could spell them out by it. Where names are seen (p_audit: actor and
-- action), it is written down.
create function public.customer_find(p_text text default null, p_ids bigint[] default null, p_limit integer default 10,
  p_audit jsonb default null, p_begun boolean default true)
returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_how text := 'number';
  v_found bigint[];
  v_matches jsonb;
begin
  if p_ids is not null then
    v_found := array(
      select s.customer_id
      from unnest(p_ids) with ordinality as t (id, place)
      cross join lateral (select standing_customer(t.id) as customer_id) s
      where s.customer_id is not null
      group by 1 order by min(t.place)
    );
  else
    v_how := 'key';
    v_found := find_by_key(btrim(p_text));
    if v_found = '{}' and p_text !~ '@' and words_of(p_text) is not null then
      select f.p_customers, f.p_how into v_found, v_how from find_by_name(words_of(p_text), p_limit + 1, p_begun) f;
    end if;
  end if;
  select coalesce(jsonb_agg(jsonb_build_object(
    'customer_id', c.customer_id, 'name', c.name, 'email', c.email, 'city', c.city, 'state', c.state,
    'erased_at', c.erased_at, 'orders', coalesce(r.orders, 0), 'net', coalesce(r.net, 0), 'last_order', r.last_day
  ) order by f.place), '[]')
  into v_matches
  from unnest(v_found[1:p_limit]) with ordinality as f (customer_id, place)
  join customers c on c.customer_id = f.customer_id
  left join customer_rollup r on r.customer_id = f.customer_id;
  if p_audit is not null and v_matches <> '[]' then
    perform write_audit(p_audit ->> 'actor', p_audit ->> 'action', 'customers', jsonb_array_length(v_matches),
      jsonb_build_object('customers', to_jsonb(v_found[1:p_limit])));
  end if;
  return jsonb_build_object('how', v_how, 'matches', v_matches, 'more', coalesce(cardinality(v_found), 0) > p_limit);
end
$$;
