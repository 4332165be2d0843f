import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClientWithFetch } from '../client.ts';
import { answerRpc, type DatabaseRole } from '../postgrest/answer-rpc.ts';
import { createRpcFetch } from '../postgrest/rpc-fetch.ts';
import { type TestStore, testDatabases } from './harness.ts';

interface Recorded {
  data: unknown;
  error: unknown;
  status: number;
}

const spec = fileURLToPath(new URL('../../../shared/specs/postgrest/', import.meta.url));
const missing = !existsSync(spec);
const answers: Record<string, Recorded> = missing
  ? {}
  : JSON.parse(readFileSync(`${spec}answers.json`, 'utf8'));

/** What is not answered as recorded, and why. */
const unmet: Record<string, string> = {
  'anon f_int': 'PostgREST leaked here: anon may not call it, but a plan inlined for service_role was reused',
  'authd f_int': 'the same leak, to authenticated',
  'anon from secret': 'reading a table: only functions are reached here, so it is answered 404',
  'bad f_int':
    'no JWT is read here: the relay compares a token, and a wrong one is 401 before the call is looked at',
  'bad anon_ok': 'the same',
  'bad f_invoker_read': 'the same',
  'bad f_setof_tbl': 'the same',
};

/** What differs because it tells of the environment, and what is answered instead. */
const local: Record<string, unknown> = {
  'POST f_noargs {}': 'service_role,postgres',
  'POST f_noargs undefined': 'service_role,postgres',
  'POST f_who {}': {
    m: 'POST',
    p: '/rpc/f_who',
    st: '0',
    role: 'service_role',
    claims: '{"role":"service_role"}',
  },
};

const roles = { POST: 'service_role', GET: 'service_role', anon: 'anon', authd: 'authenticated' } as const;
/** The calls of the roles without arguments in their key took one. */
const argumentsOf: Record<string, object> = { f_int: { a: 1 } };

const where = missing ? 'skipped: the recorded answers are not beside this repository' : 'as recorded';
for (const { name, skip, open } of testDatabases) {
  describe.skipIf(skip || missing)(`what a real PostgREST answered (${where}), ${name}`, () => {
    let store: TestStore;
    beforeAll(async () => {
      store = await open();
      await store.sql(readFileSync(`${spec}functions.sql`, 'utf8'));
    });
    afterAll(() => store?.close());

    test.each(Object.keys(answers).filter((key) => !(key in unmet)))('%s', async (key) => {
      const [, kind = '', fn = '', args] = /^(\S+) (\S+)(?: (.*))?$/.exec(key) ?? [];
      const role = roles[kind as keyof typeof roles];
      const fetch = createRpcFetch(
        (request) => answerRpc(store.session, request),
        () => role,
      );
      const given = args ? JSON.parse(args === 'undefined' ? 'null' : args) : (argumentsOf[fn] ?? {});
      const client = createClientWithFetch(fetch);
      const { data, error, status } = await client.rpc(fn, given ?? undefined, { get: kind === 'GET' });
      const expected = answers[key];
      const answered = { data: cutRows(data), error: plain(error), status };
      expect(answered).toEqual({
        data: local[key] ?? expected?.data,
        error: expected?.error,
        status: expected?.status,
      });
    });

    test.each(['anon', 'authd'] as const)(
      '%s f_int is refused, however often it was planned for others',
      async (who) => {
        const answer = (role: DatabaseRole) =>
          answerRpc(store.session, { method: 'POST', name: 'f_int', query: [], body: '{"a":1}', role });
        for (let times = 0; times < 12; times++)
          expect(await answer('service_role')).toMatchObject({ body: '11' });
        expect(await answer(roles[who])).toMatchObject({ status: who === 'anon' ? 401 : 403 });
      },
    );

    test('every other answer was held against', () => {
      expect(Object.keys(answers)).toHaveLength(88);
      expect(Object.keys(answers)).toEqual(expect.arrayContaining(Object.keys(unmet)));
    });
  });
}

/** The recording says of long lists only how long they were. */
function cutRows(data: unknown): unknown {
  return Array.isArray(data) && data.length > 100 ? `[${data.length} rows]` : data;
}

function plain(error: unknown): unknown {
  return error === null ? null : { ...(error as object) };
}
