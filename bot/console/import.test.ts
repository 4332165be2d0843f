import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Locale } from '../../renderers/locale.ts';
import { fields } from '../../services/imports/index.ts';
import { createFakeDatabase } from '../../services/imports/tests/import-text.ts';
import { type ImportDeps, runImport } from './import.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-command-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function save(content: string, name = 'orders.csv'): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, content);
  return file;
}

interface Run {
  code: number;
  out: string;
  err: string;
  opened: number;
  closed: number;
}

async function run(
  argv: string[],
  {
    locale = 'en' as Locale,
    terminal = false,
    fake = createFakeDatabase(),
    ...deps
  }: Partial<ImportDeps & { terminal: boolean; fake: ReturnType<typeof createFakeDatabase> }> = {},
): Promise<Run> {
  const seen = { out: '', err: '', opened: 0, closed: 0 };
  const code = await runImport(argv, {
    openStore: async () => {
      seen.opened++;
      return { context: fake.context, close: async () => void seen.closed++ };
    },
    stdout: { write: (text) => (seen.out += text) },
    stderr: { write: (text) => (seen.err += text), isTTY: terminal },
    locale,
    signal: new AbortController().signal,
    ...deps,
  });
  return { code, ...seen };
}

const good = 'order,date,email,total\n1,2026-03-01,a@b.c,1234.50\n2,2026-03-31,b@b.c,10.00\n';

describe('npm run import', () => {
  it('imports and reports', async () => {
    const { code, out, err, opened, closed } = await run([await save(good)]);
    expect({ code, opened, closed }).toEqual({ code: 0, opened: 1, closed: 1 });
    expect(out.replace(/in [\d.]+ s/, 'in 0.0 s')).toBe(
      [
        'Imported orders.csv in 0.0 s',
        '  Lines read     2',
        '  Orders         2: 2 new, 0 changed, 0 unchanged',
        '  New customers  0',
        '  Refunds        0',
        '  Period         March 2026',
        '  Gross          R$1,244.50 (orders that count: 2)',
        "  Ask next       npm run ask -- '/rfm'",
        '',
      ].join('\n'),
    );
    expect(err).toBe('Reading  100 %\nWriting  100 %  2/2 orders\n');
  });

  it('doubts an amount a thousand times above the others, once there are some', async () => {
    const lines = (count: number, last: string) =>
      Array.from({ length: count }, (_, at) => `${at},2026-03-01,a@b.c,${at === count - 1 ? last : '90.00'}`);
    const note = async (count: number, last: string, locale: Locale = 'en') => {
      const file = await save(`order,date,email,total\n${lines(count, last).join('\n')}\n`);
      return (await run([file, '--decimal', 'point'], { locale })).out.split('\n').at(-2);
    };
    expect(await note(30, '120000.00')).toBe(
      'The largest order (line 31) is for R$120,000.00, far above what is usual in the file: check its amount.',
    );
    expect((await note(30, '120000.00', 'pt-BR'))?.replaceAll('\u00a0', ' ')).toBe(
      'O maior pedido (linha 31) é de R$ 120.000,00, muito acima do comum no arquivo: confira o valor.',
    );
    expect(await note(30, '89000.00')).toMatch(/Ask next/);
    expect(await note(10, '120000.00')).toMatch(/Ask next/);
  });

  it('does so in Portuguese', async () => {
    const { out, err } = await run([await save(`${good}3,2026-03-01,,10.00\n`)], { locale: 'pt-BR' });
    expect(
      out
        .replace(/em [\d,]+ s/, 'em 0,0 s')
        .replace(/\u00a0/g, ' ')
        .replaceAll(folder, ''),
    ).toBe(
      [
        'orders.csv importado em 0,0 s',
        '  Linhas lidas      3',
        '  Pedidos           2: 2 novos, 0 alterados, 0 sem mudança',
        '  Clientes novos    0',
        '  Reembolsos        0',
        '  Período           março de 2026',
        '  Receita bruta     R$ 1.244,50 (pedidos válidos: 2)',
        '  Linhas recusadas  1, em /orders.rejects.csv, no lugar das de uma importação anterior',
        '                    1: sem cliente',
        "  Pergunte agora    npm run ask -- '/rfm'",
        '',
      ].join('\n'),
    );
    expect(err).toBe('Lendo      100 %\nGravando   100 %  2/2 pedidos\n');
    const rejects = await readFile(join(folder, 'orders.rejects.csv'), 'utf8');
    expect(rejects).toBe('\ufefflinha,motivo,texto\n4,sem cliente,"3,2026-03-01,,10.00"\n');
  });

  it('draws a bar on a terminal and takes it away', async () => {
    const { err } = await run([await save(good)], { terminal: true });
    expect(err).toContain('█'.repeat(30));
    expect(err.endsWith('\r\u001b[2K')).toBe(true);
  });

  it('reaches the end of the bar though orders are refused', async () => {
    const header = 'order,date,email,currency,sku,price\n';
    const mixed = (id: number) =>
      `${id},2026-03-0${id},a@b.c,BRL,A,1.00\n${id},2026-03-0${id},a@b.c,USD,B,1.00\n`;
    const { err } = await run([await save(`${header}1,2026-03-01,a@b.c,BRL,A,1.00\n${mixed(2)}${mixed(3)}`)]);
    expect(err).toMatch(/Writing {2}100 % {2}3\/3 orders\n$/);
    expect((await run([await save(`${header}${mixed(1)}`)])).err).toMatch(
      /Writing {2}100 % {2}1\/1 order\n$/,
    );
  });

  it('passes its options on', async () => {
    const fake = createFakeDatabase();
    const file = await save('When;Who;Paid;State of it\n03/04/2026 10:00;a@b.c;1.234;fine\n');
    const maps = [
      '--map',
      'When=date',
      '--map',
      'Who=email',
      '--map=Paid=total',
      '--map',
      'State of it=status',
    ];
    const more = ['--date-order', 'mdy', '--decimal', 'comma', '--currency', 'usd', '--time-zone', 'UTC'];
    const rest = ['--status', 'fine=paid', '--source', 'sheet', '--delimiter', 'semicolon'];
    const { code, out } = await run([file, ...maps, ...more, ...rest], { fake });
    expect(code).toBe(0);
    expect(fake.orders[0]).toMatchObject({
      at: '2026-03-04T10:00:00.000Z',
      gross: 123400,
      currency: 'USD',
      status: 'paid',
    });
    expect(fake.finished).toMatchObject([{ p_source: 'sheet' }]);
    expect(out).toContain("Orders in USD are kept, but do not count: the shop's currency is BRL.");
  });

  it('shows in a dry run what it understood, without opening a store when it knows the settings', async () => {
    const file = await save('pedido;data;cliente;valor;obs\n1;31/03/2026;Ana;1.234,50;x\n');
    const shop = { timeZone: 'America/Sao_Paulo', currency: 'BRL' };
    const { code, out, err, opened } = await run([file, '--dry-run'], { shop });
    expect(err).toBe('Reading  100 %\n');
    expect({ code, opened }).toEqual({ code: 0, opened: 0 });
    expect(out).toBe(
      [
        'Columns understood:',
        '  order_id  pedido',
        '  date      data',
        '  name      cliente',
        '  total     valor',
        'Columns not used: obs',
        'How it is written: columns separated by semicolon; decimal comma; day before month; a line for each order',
        'The first orders:',
        '  1  31 Mar 2026 · Ana · R$1,234.50 · completed',
        '',
        'Dry run of orders.csv: nothing was written',
        '  Lines read  1',
        '  Orders      1',
        '  Period      31 March 2026',
        '  Gross       R$1,234.50 (orders that count: 1)',
        '',
      ].join('\n'),
    );
    expect((await run([file, '--dry-run'])).opened).toBe(1);
  });

  it.each([
    ['nothing', [], 'Which file?', 'Qual arquivo?'],
    ['two files', ['a.csv', 'b.csv'], '“b.csv” is one too many', '“b.csv” está sobrando'],
    ['an unknown option', ['a.csv', '--colour'], 'no option --colour', 'opção --colour não existe'],
    ['an option without its value', ['a.csv', '--map'], '--map needs a value', 'Falta o valor de --map'],
    ['an order of dates that is none', ['a.csv', '--date-order', 'ymd'], 'takes: dmy, mdy', 'use: dmy, mdy'],
    ['a delimiter that is none', ['a.csv', '--delimiter', 'x'], 'semicolon', 'semicolon'],
    ['a field that is none', ['a.csv', '--map', 'a=b'], 'Fields: order_id', 'Campos: order_id'],
    ['a status that is none', ['a.csv', '--status', 'a=b'], 'Statuses: pending', 'Status: pending'],
    ['a currency that is none', ['a.csv', '--currency', 'XYW'], 'no currency', 'não é uma moeda'],
    ['a zone that is none', ['a.csv', '--time-zone', 'Mars'], 'no time zone', 'não é um fuso'],
    ['a file that is not there', ['none.csv'], 'no file none.csv', 'none.csv não existe'],
  ])('refuses %s before it opens the store', async (_, argv, english, portuguese) => {
    const one = await run(argv);
    expect(one).toMatchObject({ code: 1, out: '', opened: 0, err: expect.stringContaining(english) });
    const other = await run(argv, { locale: 'pt-BR' });
    expect(other).toMatchObject({ code: 1, opened: 0, err: expect.stringContaining(portuguese) });
  });

  it.each([
    ['a missing column', 'date,total\n2026-03-01,1\n', '--map "Client no=customer_id"'],
    ['dates in either order', 'date,email,total\n03/04/2026,a@b.c,1.00\n', '--date-order dmy'],
    ['a workbook', 'PK\u0003\u0004', 'CSV UTF-8'],
  ])('says what to add for %s, before it opens the store', async (_, content, words) => {
    const file = await save(content);
    expect(await run([file])).toMatchObject({ code: 1, opened: 0, err: expect.stringContaining(words) });
    expect((await run([file], { locale: 'pt-BR' })).err).not.toMatch(/import_|undefined/);
  });

  it('closes the store and says why when the database refuses', async () => {
    const refusal = { code: '55006', message: 'the rollups are being rebuilt' };
    const fake = createFakeDatabase((fn) =>
      fn === 'ingest_orders' ? Response.json(refusal, { status: 500 }) : undefined,
    );
    const { code, err, closed } = await run([await save(good)], { fake });
    expect({ code, closed }).toEqual({ code: 1, closed: 1 });
    expect(err).toContain(
      'run the same command again to go on. (ingest_orders: the rollups are being rebuilt)',
    );
  });

  it('says what is safe when it is interrupted', async () => {
    const lines = Array.from({ length: 9_000 }, (_, n) => `${n},2026-03-01,c${n}@b.c,10.50`);
    const file = await save(`order,date,email,total\n${lines.join('\n')}\n`);
    const stop = new AbortController();
    const fake = createFakeDatabase((fn) => {
      if (fn === 'ingest_orders') stop.abort();
      return undefined;
    });
    const { code, out, closed } = await run([file], { signal: stop.signal, fake });
    expect({ code, closed }).toEqual({ code: 130, closed: 1 });
    expect(out).toBe(
      'Stopped. Orders written and safe: 5,000. Run the same command again to go on from there.\n',
    );
    const early = await run([file], { signal: stop.signal });
    expect(early).toMatchObject({
      code: 130,
      opened: 0,
      err: expect.stringContaining('before anything was written'),
    });
  });

  it('prints nothing of a file that moves the cursor or turns the text around', async () => {
    const odd = 'x\u001b[2J\u202e\u200by';
    const lines = [`order,date,email,total,"${odd}\nOrders 9"`, `${odd},2026-03-01,${odd}@b.c,1.00,`];
    const content = [...lines, `2,2026-03-01,a@b.c,${odd},`, '"'].join('\n');
    const file = await save(content, `${odd}.csv`);
    const shop = { timeZone: 'America/Sao_Paulo', currency: 'BRL' };
    const runs = [await run([file, '--dry-run'], { shop }), await run([file, '--map', `${odd}=date`])];
    runs.push(await run([file]), await run([file], { locale: 'pt-BR' }), await run([`${odd}.csv`]));
    for (const { out, err } of runs) {
      expect(out + err).toContain('x[2Jy');
      expect(out + err).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
      expect(out + err).not.toMatch(/^Orders 9/m);
    }
  });

  it('has every field and option in its documentation', async () => {
    const documentation = await readFile(new URL('../../docs/import.md', import.meta.url), 'utf8');
    for (const field of fields) expect(documentation).toContain(`\`${field}\``);
    for (const option of (await run(['--help'])).out.match(/--[a-z-]+/g) ?? [])
      expect(documentation).toContain(option);
  });

  it.each(['en', 'pt-BR'] as const)('explains itself in %s', async (locale) => {
    const { code, out } = await run(['--help'], { locale });
    expect(code).toBe(0);
    for (const option of ['--map', '--dry-run', '--date-order', 'order_id', 'line_discount'])
      expect(out).toContain(option);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
  });
});
