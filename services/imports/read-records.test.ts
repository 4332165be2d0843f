import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRecords } from './read-records.ts';

async function* inPieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function read(text: string, { delimiter = ',', size = 7, width = null as number | null } = {}) {
  const records = [];
  for await (const some of readRecords(inPieces(text, size), delimiter, width)) records.push(...some);
  return records;
}

const cells = async (text: string, options = {}) => (await read(text, options)).map((record) => record.cells);

describe('readRecords', () => {
  it('reads what another parser of CSV reads, in pieces of any size', async () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', 'é', ' ', ',', ';', '"', '\n', '\r\n', '1'),
      maxLength: 6,
    });
    const table = fc
      .integer({ min: 2, max: 4 })
      .chain((columns) =>
        fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 8 }),
      );
    const size = fc.integer({ min: 1, max: 40 });
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        size,
        async (rows, delimiter, end, pieces) => {
          const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
          const text = rows.map((row) => row.map(quote).join(delimiter) + end).join('');
          const expected = parse(text, { delimiter, relax_column_count: true }) as string[][];
          // Line breaks inside a cell come out as \n: the one thing in which the two differ.
          const plain = expected.map((row) => row.map((each) => each.replaceAll('\r\n', '\n')));
          expect(await cells(text, { delimiter, size: pieces, width: rows[0]?.length ?? null })).toEqual(
            plain,
          );
        },
      ),
    );
  });

  it('numbers records by the line on which they begin', async () => {
    const records = await read('a,b\n"x\ny",1\nz,2\n');
    expect(records.map(({ line, cells }) => [line, cells])).toEqual([
      [1, ['a', 'b']],
      [2, ['x\ny', '1']],
      [4, ['z', '2']],
    ]);
  });

  it('takes quotes inside a cell, and spaces around quoted ones, as they are meant', async () => {
    expect(await cells('TV 32",1\n "a,b" ,2\n"say ""hi""",3\n')).toEqual([
      ['TV 32"', '1'],
      ['a,b', '2'],
      ['say "hi"', '3'],
    ]);
  });

  it.each([
    ['never closed', 'a,1\n"b,2\nc,3\nd,4\n'],
    ['closed by the next opening quote', 'a,1\n"b,2\n"c",3\nd,4\n'],
    ['followed by more text', 'a,1\n"b"x,2\nc,3\nd,4\n'],
  ])('loses only the line whose quotes are broken: %s', async (_, text) => {
    expect((await cells(text, { width: 2 })).map((row) => row?.[0] ?? null)).toEqual(['a', null, 'c', 'd']);
  });

  it('loses only that line also when a later quoted cell seems to close it', async () => {
    const text = 'a,1,x\n"b,2,x\nc,3,x\nd,"4",x\ne,5,x\n';
    expect((await cells(text, { width: 3 })).map((row) => row?.[0] ?? null)).toEqual([
      'a',
      null,
      'c',
      'd',
      'e',
    ]);
  });

  it('takes lines that together have another number of cells than the header one by one', async () => {
    const rows = await cells('a,1,x\n"b,2,x\nc,3,x"\nd,4,x\n', { width: 3 });
    expect(rows.map((row) => row?.[0] ?? null)).toEqual(['a', null, 'c', 'd']);
  });

  it('gives up on a cell that is open for a hundred lines, without reading on', async () => {
    let given = 0;
    async function* endless(): AsyncGenerator<string> {
      yield '"open,1\n';
      for (;;) {
        given++;
        yield 'x,2\n';
      }
    }
    for await (const records of readRecords(endless(), ',', 2)) {
      if (records.length === 0) continue;
      expect(records.slice(0, 2).map((record) => record.cells)).toEqual([null, ['x', '2']]);
      break;
    }
    expect(given).toBeLessThan(110);
  });

  it('reads lines that end in a carriage return alone, and a last line without an end', async () => {
    expect(await cells('a,b\r1,2\r3,4', { size: 100 })).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
    ]);
  });
});
