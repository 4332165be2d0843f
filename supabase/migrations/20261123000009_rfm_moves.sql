-- Who was in which segment on one day and is in which on a later one. from_segment is '' for customers whose first
-- order lies between. net: what they had brought up to the earlier day (the later one, for the new).
create table regulars.rfm_moves (
  as_of date not null,
  since date not null,
  from_segment text not null,
  to_segment text not null,
  customers bigint not null,
  net bigint not null,
  primary key (as_of, since, from_segment, to_segment)
);

alter table regulars.rfm_moves enable row level security;

-- The stored movement between two days; null where it is not stored.
create function regulars.moves_json(p_since date, p_as_of date) returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
begin
  return (
    select jsonb_agg(jsonb_build_object(
      'from', nullif(from_segment, ''), 'to', to_segment, 'customers', customers, 'net', net
    ) order by from_segment, to_segment)
    from rfm_moves where as_of = p_as_of and since = p_since
  );
end
$$;

-- Who moved from which segment to which between two days.
create function public.rfm_moves(p_since date, p_as_of date)
returns jsonb
language plpgsql
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_before rfm_snapshots;
  v_after rfm_snapshots;
  v_moves jsonb := moves_json(p_since, p_as_of);
begin
  -- Held to the end: what is stored beside the snapshots belongs to them.
  if v_moves is null then
    perform begin_storing();
    v_moves := moves_json(p_since, p_as_of);
  end if;
  v_before := need_snapshot(p_since, 0);
  v_after := need_snapshot(p_as_of, 0);
  if v_moves is null and v_after.customers > 0 then
    -- A cache, and any day may be asked for: it begins anew when it is full.
    if (select count(*) > 5000 from rfm_moves) then
      delete from rfm_moves;
    end if;
    execute format(
      'insert into rfm_moves (as_of, since, from_segment, to_segment, customers, net)
       select $1, $2, coalesce(f.segment, ''''), t.segment, sum(m.customers), sum(m.net)
       from (
         select case when before_orders > 0 then 6 - %s end as from_r, %s as from_f, 6 - %s as to_r, %s as to_f,
           count(*) as customers, sum(case when before_orders > 0 then before_net else net end) as net
         from (%s) state
         where orders > 0
         group by 1, 2, 3, 4
       ) m
       left join rfm_segments f on f.r = m.from_r and f.f = m.from_f
       join rfm_segments t on t.r = m.to_r and t.f = m.to_f
       group by 3, 4',
      score_sql('$2 - before_last_day', coalesce(v_before.r_cuts, '{0,0,0,0}')),
      score_sql('before_orders', coalesce(v_before.f_cuts, '{0,0,0,0}')),
      score_sql('$1 - last_day', v_after.r_cuts), score_sql('orders', v_after.f_cuts),
      state_query(p_as_of, p_since, null))
    using p_as_of, p_since;
    v_moves := moves_json(p_since, p_as_of);
  end if;
  return jsonb_build_object(
    'before', snapshot_json(v_before), 'after', snapshot_json(v_after), 'moves', coalesce(v_moves, '[]')
  );
end
$$;
