import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ServiceError } from '../services/errors.ts';
import { EmptyShopError } from '../services/shop/index.ts';
import { ask, freshness, logged, plain, withRun } from './sample-dispatch.ts';

beforeEach(() => {
  logged.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

describe('an answer', () => {
  it('is filled in with what is the same for all', async () => {
    expect(await ask('trial last month')).toEqual({
      ...plain,
      question: '/trial "last month"',
      tone: 'answer',
      visibility: 'public',
      freshness,
    });
    expect(logged).toEqual([
      {
        level: 'info',
        message: 'answered',
        fields: { platform: 'console', command: 'trial', ms: expect.any(Number), tone: 'answer' },
      },
    ]);
  });

  it('keeps the question and the freshness that the command knows better', async () => {
    const own = { text: 'Data to today', through: '2026-11-23', stale: false };
    const commands = withRun(async () => ({
      ...plain,
      question: '/trial 2026-10',
      tone: 'empty',
      freshness: own,
    }));
    expect(await ask('trial', { commands })).toMatchObject({
      question: '/trial 2026-10',
      tone: 'empty',
      freshness: own,
    });
  });

  it('comes without freshness where that cannot be told', async () => {
    const reply = await ask('trial', { freshness: () => Promise.reject(new Error('no')) });
    expect(reply).toMatchObject({ tone: 'answer', freshness: null });
    expect(logged[0]).toMatchObject({ level: 'warn', message: 'freshness unknown' });
  });

  it('has nothing in it that changes how the text around it is shown', async () => {
    const hostile = 'a\n\u202Egnp\u200B\u001B[2Kz';
    const commands = withRun(async () => ({
      ...plain,
      summary: hostile,
      warnings: [hostile],
      actions: [{ label: hostile, ask: hostile }],
      parts: [
        {
          type: 'table',
          key: 'sources',
          columns: [{ key: 'source', label: hostile, format: { kind: 'text' } }],
          rows: [{ source: hostile }],
        },
        {
          type: 'chart',
          key: 'bars',
          spec: { mark: 'bar', data: { name: 'bars' }, datasets: { bars: [{ text: [hostile] }] } },
          alt: hostile,
        },
      ],
      provenance: { definitions: [], filters: [hostile], rows: hostile, caveats: [hostile] },
    }));
    const reply = JSON.stringify(await ask('trial', { commands }));
    expect(reply.match(/a gnp\[2Kz/g)).toHaveLength(11);
    expect(reply).not.toMatch(/\\n|\\u|\u202E|\u200B/);
    const { summary } = await ask('zz\u061C\u{E0041}zz');
    expect(summary).toContain('the command "zzzz"');
  });

  it('leaves no timer behind', async () => {
    vi.useFakeTimers();
    await ask('trial');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is given the actor and the language of who asks', async () => {
    const seen: unknown[] = [];
    const commands = withRun(async ({ actor, locale }) => {
      seen.push(actor, locale);
      return plain;
    });
    await ask('trial', { commands }, { role: 'admin', actorId: 'slack:U1', locale: 'pt-BR' });
    expect(seen).toEqual([{ id: 'slack:U1', role: 'admin' }, 'pt-BR']);
  });
});

describe('what cannot be answered is said privately, with examples that work', () => {
  it.each([
    ['/kpl', 'en', 'I do not know the command "kpl". Did you mean /kpi? Try /kpi or /trial now.'],
    ['/kpl', 'pt-BR', 'Não conheço o comando "kpl". Você quis dizer /kpi? Experimente /kpi ou /trial agora.'],
    ['', 'en', 'What would you like to know? Try /trial now or /kpi.'],
    ['/kpi bananas', 'en', 'I cannot read "bananas" as a period. Try /kpi.'],
    [
      '/kpi por:cannal',
      'pt-BR',
      '"cannal" não serve para "por". Você quis dizer "canal"? Pode ser: origem, canal, primeiro pedido. Experimente /kpi by:canal ou /kpi.',
    ],
    ['/kpi 2026-02-30', 'pt-BR', '"2026-02-30" não existe no calendário. Experimente /kpi.'],
    ['/segment show', 'en', '/segment show also needs "name". Try /segment show.'],
    [
      '/regulars help kpl',
      'en',
      'I do not know the command "kpl". Did you mean /kpi? Try /regulars help or /regulars help kpi.',
    ],
  ] as const)('%s (%s)', async (line, locale, summary) => {
    const reply = await ask(line, {}, { locale });
    expect(reply).toMatchObject({ summary, tone: 'error', visibility: 'private' });
    expect(reply.reference).toBeUndefined();
    expect(reply.actions.at(-1)?.ask).toBe('/regulars help');
    expect(logged[0]).toMatchObject({ level: 'info', message: 'refused' });
  });

  it('also where the command itself reads the period', async () => {
    const commands = withRun(async () => {
      throw new ServiceError('invalid_input', 'period_unknown', { part: 'bananas' });
    });
    const reply = await ask('/trial bananas', { commands });
    expect(reply.summary).toBe('I cannot read "bananas" as a period. Try /trial last month or /trial today.');
    expect(reply.actions.map((action) => action.ask)).toEqual([
      '/trial last month',
      '/trial today',
      '/regulars help',
    ]);
  });

  it('by a sentence for its kind where the reason is not known here', async () => {
    const commands = withRun(async () => {
      throw new ServiceError('not_found', 'some_new_reason', { part: 'VIP' });
    });
    expect((await ask('/trial', { commands })).summary).toBe('There is no "VIP". Try /trial now.');
  });

  it('when the role does not suffice, before anything is asked of the database', async () => {
    const context = vi.fn();
    const deps = { commands: withRun(async () => plain, 'admin'), context };
    const reply = await ask('/trial', deps, { role: 'analyst', locale: 'pt-BR' });
    expect(reply.summary).toMatch(/^\/trial é só para administradores\./);
    expect(context).not.toHaveBeenCalled();
    expect(JSON.stringify(reply.actions)).not.toContain('/trial');
  });

  it('an empty shop is told how to import', async () => {
    const commands = withRun(async () => {
      throw new EmptyShopError({ reason: 'shop_empty', orders: 0, currencies: [], reading: [] }, 'BRL');
    });
    expect(await ask('/trial', { commands })).toMatchObject({
      tone: 'empty',
      summary: 'The shop is empty: no order has been imported yet.',
      parts: [{ type: 'text', text: 'Import a CSV of your orders with: npm run import -- orders.csv' }],
    });
  });
});
