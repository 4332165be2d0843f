import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeAnswer, encodePipeline, encodeScript } from './wire.ts';

interface Message {
  type: string;
  body: Buffer;
}

function cut(bytes: Buffer): Message[] {
  const messages = [];
  for (let at = 0; at < bytes.length; ) {
    const end = at + 1 + bytes.readInt32BE(at + 1);
    messages.push({ type: bytes.toString('latin1', at, at + 1), body: bytes.subarray(at + 5, end) });
    at = end;
  }
  return messages;
}

const text = fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('\0'));
const statements = fc.array(
  fc.record({ name: text, text: fc.option(text), values: fc.array(fc.option(text), { maxLength: 4 }) }),
  { maxLength: 4 },
);

test('a pipeline is whole messages that end in one sync, with the values as they were', () => {
  fc.assert(
    fc.property(statements, (pipeline) => {
      const messages = cut(encodePipeline(pipeline));
      const types = pipeline.map((statement) => (statement.text === null ? 'BE' : 'PBE')).join('');
      expect(messages.map(({ type }) => type).join('')).toBe(`${types}S`);
      const bound = messages.filter(({ type }) => type === 'B').map(({ body }) => readValues(body));
      expect(bound).toEqual(pipeline.map(({ values }) => values));
    }),
  );
});

test('a script is one message', () => {
  const [message, ...more] = cut(encodeScript('select ção'));
  expect(more).toEqual([]);
  expect(message?.type).toBe('Q');
  expect(message?.body.toString()).toBe('select ção\0');
});

test('an answer that breaks off has no status', () => {
  const ready = Buffer.from([90, 0, 0, 0, 5, 73]);
  expect(decodeAnswer(ready)).toMatchObject({ rows: [], status: 'I', error: undefined });
  expect(decodeAnswer(Buffer.alloc(0)).status).toBeUndefined();
});

function readValues(body: Buffer): (string | null)[] {
  const afterNames = body.indexOf(0, body.indexOf(0) + 1) + 1;
  const values = [];
  let at = afterNames + 4;
  for (let count = body.readInt16BE(afterNames + 2); count > 0; count--) {
    const length = body.readInt32BE(at);
    at += 4;
    values.push(length < 0 ? null : body.toString('utf8', at, at + length));
    at += Math.max(length, 0);
  }
  return values;
}
