-- What models are judged by, read from their rollups.

-- Steps of a measure with their events and positives, in a span of days; null at either end is without end.
create function regulars.model_steps(p_version integer, p_measure text, p_from date, p_to date)
returns table (step integer, events bigint, positives bigint)
language plpgsql stable
security definer
set search_path = regulars, pg_temp
as $$
declare
  v_at date;
  v_to date;
  v_grain text;
  v_next date;
  v_grains text[] := '{}';
  v_starts date[] := '{}';
begin
  select greatest(min(day), p_from), least(max(day), p_to) into v_at, v_to from model_days where version_id = p_version;
  -- What lies before the first activation and after the last one is empty, and makes whole years of the ends of a life.
  if p_from is null or p_from < v_at then
    v_at := date_trunc('year', v_at)::date;
    v_at := greatest(v_at, p_from);
  end if;
  if p_to is null or p_to > v_to then
    v_to := least((date_trunc('year', v_to) + interval '1 year')::date - 1, p_to);
  end if;
  -- From the left on the largest span that begins there and does not go too far.
  while v_at <= v_to loop
    foreach v_grain in array array['year', 'month', 'day'] loop
      v_next := (v_at + ('1 ' || v_grain)::interval)::date;
      exit when date_trunc(v_grain, v_at) = v_at and v_next - 1 <= v_to;
    end loop;
    v_grains := v_grains || v_grain;
    v_starts := v_starts || v_at;
    v_at := v_next;
  end loop;
  return query
  select c.step, sum(c.events)::bigint, sum(c.positives)::bigint
  from unnest(v_grains, v_starts) as p (grain, start)
  cross join lateral (
    select k.step, k.events, k.positives from model_cells k
    where k.version_id = p_version and k.measure = p_measure and k.grain = p.grain and k.start = p.start offset 0
  ) c
  group by c.step;
end
$$;

-- What is counted of versions in a span of days, one after another as they are asked for. `scores` are arrays of a step,
-- its known outcomes and the positives among them; latencies are the least at or below which the share of all lies.
create function public.model_figures(p_versions integer[], p_from date default null, p_to date default null) returns jsonb
language plpgsql stable
security definer
set search_path = regulars, pg_temp
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'version_id', a.version_id, 'activations', d.activations, 'action_known', d.action_known, 'acted', d.acted,
      'outcomes', d.outcomes, 'positives', d.positives, 'timed', l.events, 'median_ms', l.median_ms, 'p95_ms', l.p95_ms,
      'scores', (
        select coalesce(jsonb_agg(jsonb_build_array(s.step, s.events, s.positives) order by s.step), '[]')
        from model_steps(a.version_id, 'score', p_from, p_to) s
      )
    ) order by a.place), '[]')
    from unnest(p_versions) with ordinality as a (version_id, place)
    cross join lateral (
      select coalesce(sum(activations), 0) as activations, coalesce(sum(action_known), 0) as action_known,
        coalesce(sum(acted), 0) as acted, coalesce(sum(outcomes), 0) as outcomes, coalesce(sum(positives), 0) as positives
      from model_days
      where version_id = a.version_id and day >= coalesce(p_from, '-infinity') and day <= coalesce(p_to, 'infinity')
    ) d
    cross join lateral (
      select coalesce(max(r.total), 0) as events, min(r.step) filter (where 2 * r.upto >= r.total) as median_ms,
        min(r.step) filter (where 100 * r.upto >= 95 * r.total) as p95_ms
      from (
        select s.step, sum(s.events) over (order by s.step) as upto, sum(s.events) over () as total
        from model_steps(a.version_id, 'latency', p_from, p_to) s
      ) r
    ) l
  );
end
$$;

-- A version's days, weeks or months of a span (p_grain: day, week or month) in which it was activated, the earliest first.
create function public.model_series(p_version integer, p_from date, p_to date, p_grain text) returns jsonb
language plpgsql stable
security definer
set search_path = regulars, pg_temp
as $$
begin
  return (
    select coalesce(jsonb_agg(to_jsonb(q) order by q.start), '[]')
    from (
      select date_trunc(p_grain, day)::date as start, sum(activations) as activations, sum(outcomes) as outcomes,
        sum(positives) as positives, sum(scored) as scored, sum(scored_positives) as scored_positives,
        sum(score_sum) as score_sum, sum(squared_error) as squared_error
      from model_days
      where version_id = p_version and day between p_from and p_to
      group by 1
    ) q
  );
end
$$;

-- Models by name, each with its versions that were activated, the earliest first, and with what they did in the 28 days up
-- to p_day and in the 28 before those.
create function public.model_list(p_day date) returns jsonb
language plpgsql stable
security definer
set search_path = regulars, pg_temp
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('name', m.name, 'versions', v.versions) order by m.key collate "C"), '[]')
    from models m
    cross join lateral (
      select jsonb_agg(jsonb_build_object(
        'version_id', v.version_id, 'version', v.version, 'threshold', v.threshold, 'first_day', d.first_day,
        'last_day', d.last_day, 'recent', d.recent, 'before', d.before
      ) order by d.first_day, v.version_id) as versions
      from model_versions v
      cross join lateral (
        select min(day) as first_day, max(day) as last_day,
          coalesce(sum(activations) filter (where day > p_day - 28 and day <= p_day), 0) as recent,
          coalesce(sum(activations) filter (where day > p_day - 56 and day <= p_day - 28), 0) as before
        from model_days where version_id = v.version_id
      ) d
      where v.model_id = m.model_id and d.first_day is not null
    ) v
    where v.versions is not null
  );
end
$$;

-- The model that is called so, and the version where the text ends with one ("churn-risk v2"); null where there is none.
create function public.model_find(p_name text, p_version text default null) returns jsonb
language plpgsql stable
security definer
set search_path = regulars, pg_temp
as $$
begin
  return (
    select jsonb_build_object('name', m.name, 'version_id', v.version_id)
    from models m
    left join model_versions v on v.model_id = m.model_id and case
      when p_version is not null then v.key = fold_text(p_version)
      else m.key <> fold_text(p_name) and m.key || ' ' || v.key = fold_text(p_name)
    end
    where m.key = fold_text(p_name) or v.version_id is not null and p_version is null
    order by (m.key = fold_text(p_name)) desc
    limit 1
  );
end
$$;
