import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Locale } from '../../renderers/locale.ts';
import type { Context } from '../../services/context.ts';
import { modelFields } from '../../services/imports/index.ts';
import { describeStores } from '../../supabase/tests/harness.ts';
import { clearShop } from '../../supabase/tests/history.ts';
import { runImportModels } from './import.ts';

const now = new Date('2026-11-23T15:00:00Z');

describeStores('npm run import:models', (store) => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'import-models-'));
    await clearShop(store());
  });
  afterEach(() => rm(folder, { recursive: true }));

  const run = async (content: string | Buffer, argv: string[] = [], locale: Locale = 'en') => {
    const file = join(folder, 'scores.csv');
    await writeFile(file, content);
    const seen = { out: '', err: '' };
    const context: Context = {
      db: store().client,
      now: () => now,
      timeZone: 'America/Sao_Paulo',
      currency: 'BRL',
      demo: false,
      actor: { id: 'console:local', role: 'admin' },
    };
    const code = await runImportModels([file, ...argv], {
      openStore: async () => ({ context, close: async () => undefined }),
      stdout: { write: (text) => (seen.out += text) },
      stderr: { write: (text) => (seen.err += text) },
      locale,
      signal: new AbortController().signal,
    });
    return { code, ...seen };
  };
  const stored = () =>
    store().sql(
      `select e.external_id as id, v.version, e.day::text, e.score, e.acted, e.outcome, e.latency_ms, c.email
       from regulars.model_events e left join regulars.model_versions v using (version_id)
       left join regulars.customers c using (customer_id) order by 1`,
    );

  const portuguese = [
    'ID da previsão;Modelo;Versão;Data da previsão;Probabilidade;Limiar;Ação;Resultado;Latência (ms);E-mail do cliente',
    'p1;Recompra;v1;01/10/2026 23:30;0,73;0,5;sim;sim;1.200;Ana@example.com',
    'p2;Recompra;v1;13/10/2026;23 %;0,5;não;não;98;',
    'p3;Recompra;v1;14/10/2026;1,7;0,5;;;;',
    'p4;Recompra;v1;14/10/2026;0,1;0,5;;talvez;;',
    'p5;Recompra;v1;31/02/2026;0,1;0,5;;;;',
    ';Recompra;v1;14/10/2026;0,1;0,5;;;;',
    'p6;Recompra;v1;14/10/2026',
    'p7;;v1;14/10/2026;0,1;0,5;;;;',
    'p8;Recompra;;14/10/2026;0,1;0,5;;;;',
    '',
  ].join('\n');

  it('reads what Excel writes in Brazil, and loses no good line for a bad one', async () => {
    const { code, out } = await run(Buffer.from(portuguese, 'latin1'), [], 'pt-BR');
    expect(code).toBe(0);
    expect(out).toMatch(
      /Linhas lidas +9\n +Ativações +novas: 2, completadas ou alteradas: 0, sem mudança: 0/,
    );
    expect(await stored()).toEqual([
      {
        id: 'p1',
        version: 'v1',
        day: '2026-10-01',
        score: 7300,
        acted: true,
        outcome: true,
        latency_ms: 1200,
        email: 'ana@example.com',
      },
      {
        id: 'p2',
        version: 'v1',
        day: '2026-10-13',
        score: 2300,
        acted: false,
        outcome: false,
        latency_ms: 98,
        email: null,
      },
    ]);
    const rejected = (await readFile(join(folder, 'scores.rejects.csv'), 'utf8')).split('\n');
    expect(rejected.slice(1, -1).map((line) => line.split(';').slice(0, 2))).toEqual([
      ['4', 'score: “1,7” não é um número de 0 a 1'],
      ['5', 'outcome: “talvez” não é sim nem não'],
      ['6', 'activated_at: “31/02/2026” não é uma data'],
      ['7', 'sem id da ativação'],
      ['8', '4 colunas em vez de 10'],
      ['9', 'sem modelo'],
      ['10', 'um limiar sem versão'],
    ]);
    expect((await run(Buffer.from(portuguese, 'latin1'))).out).toContain(
      '0 new, 0 completed or changed, 2 unchanged',
    );
  });

  it('completes activations by a file of outcomes alone', async () => {
    const scores = 'prediction_id,scored_at,probability\na,2026-10-01T12:00:00Z,0.61234\nb,2026-10-02,0.2\n';
    const named = ['--model', 'churn', '--version', 'v3'];
    await run(scores, named);
    const outcomes = 'prediction_id,outcome,outcome_at\na,1,2026-11-01\nc,0,2026-11-01\n';
    const { out } = await run(outcomes, ['--model', 'churn']);
    expect(out).toContain('1 new, 1 completed or changed, 0 unchanged');
    expect(out).toContain('1 activation waits for a version and a time');
    expect(await stored()).toMatchObject([
      { id: 'a', version: 'v3', score: 6123, outcome: true },
      { id: 'b', outcome: null },
      { id: 'c', version: null, outcome: false },
    ]);
  });

  it('shows what it understood and writes nothing, when that is asked', async () => {
    const { out } = await run(portuguese, ['--dry-run']);
    expect(out).toContain('Dry run of scores.csv: nothing was written');
    expect(out).toContain('score (Probabilidade)');
    expect(out).toContain('p1 · Recompra · v1');
    expect(await stored()).toEqual([]);
  });

  it.each([
    ['id,score\n1,0.5\n', [], /no column names the model\. .*--model NAME\nThe file's columns: id, score/],
    ['model,score\nm,0.5\n', [], /no column holds the id of the activation/],
    ['id,model,score\n1,m,0.5\n', [], /no column tells of an activation, an action or an outcome/],
    ['id,model,date\n1,m,03/04/2026\n', [], /every date can be read in two ways, as “03\/04\/2026”/],
    ['id,model,date,score\n1,m,2026-10-01,7\n', [], /the only line could not be used|Nothing was written/],
    ['id,model,date\n', [], /has a header but no lines/],
    ['id,model,date\n1,m,2026-10-01\n', ['--modle', 'x'], /There is no option --modle/],
    ['id,model,date\n1,m,2026-10-01\n', ['--map', 'id=key'], /not column=field with a field that exists/],
  ])('says what is wrong with a file or a command and writes nothing: %j %j', async (file, argv, said) => {
    const { code, err } = await run(file, argv);
    expect(code).toBe(1);
    expect(err).toMatch(said);
    expect(await stored()).toEqual([]);
  });

  it('tells in both languages what columns there can be', async () => {
    for (const locale of ['en', 'pt-BR'] as const) {
      const { out } = await run('', ['--help'], locale);
      for (const field of modelFields) expect(out).toContain(field);
    }
  });
});
