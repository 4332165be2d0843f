import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readArgumentNames } from './argument-names.ts';

describe('readArgumentNames', () => {
  test('gives the names at the top of any object, however it is written', () => {
    const objects = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue());
    fc.assert(
      fc.property(objects, fc.constantFrom(undefined, 1, '\t'), (object, indent) => {
        expect(readArgumentNames(JSON.stringify(object, null, indent))).toEqual(Object.keys(object));
      }),
    );
  });

  test.each([
    ['{}', []],
    [' { "a" : "}" , "b\\"c" : [{"d":1}] } ', ['a', 'b"c']],
    ['{"a":"\\\\","b":"\\\\\\""}', ['a', 'b']],
    ['{"caf\\u00e9":null}', ['café']],
    ['{"a":1,"a":2}', ['a']],
  ])('%s', (json, names) => {
    expect(readArgumentNames(json)).toEqual(names);
  });

  test.each(['', '[]', '5', '"a"', 'null', '{', '{"a', '{"a":', '{"a":1', '{}x', '{"\\q":1}'])(
    '%s is no object',
    (json) => {
      expect(readArgumentNames(json)).toBeUndefined();
    },
  );

  test('says something of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]":,\\ a') }), (text) => {
        expect(() => readArgumentNames(text)).not.toThrow();
      }),
    );
  });
});
