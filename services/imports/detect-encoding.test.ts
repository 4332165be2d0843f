import { describe, expect, it } from 'vitest';
import { detectEncoding } from './detect-encoding.ts';

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const detect = (bytes: Buffer | string, size = 3) =>
  detectEncoding(pieces(Buffer.from(bytes), size), 'orders.csv');
const portuguese = 'cliente;cidade\nJoão;São Paulo\nConceição;Açaí\n';
const windows = Buffer.from(portuguese, 'latin1');
/** The same in the code page of the DOS prompt: ã is 0xc6, ç 0x87, í 0xa1. */
const dos = Buffer.from(portuguese.replaceAll('ã', '\u00c6').replaceAll('ç', '\u0087'), 'latin1');

describe('detectEncoding', () => {
  it.each([1, 2, 3, 5, 1000])('knows UTF-8 in pieces of %i bytes', async (size) => {
    expect(await detect(`\ufeff${portuguese}€😀`, size)).toEqual({ encoding: 'utf-8', damaged: false });
  });

  it.each([1, 7, 1000])(
    'knows what Excel saves in Western Europe and Brazil, in pieces of %i bytes',
    async (size) => {
      expect(await detect(windows, size)).toEqual({ encoding: 'windows-1252', damaged: false });
    },
  );

  it('knows UTF-16 by its mark', async () => {
    expect((await detect(Buffer.from(`\ufeff${portuguese}`, 'utf16le'))).encoding).toBe('utf-16le');
    expect((await detect(Buffer.from(`\ufeff${portuguese}`, 'utf16le').swap16())).encoding).toBe('utf-16be');
  });

  it('takes UTF-8 with a few broken bytes for damaged UTF-8', async () => {
    const broken = Buffer.concat([Buffer.from(portuguese), Buffer.from([0xe3, 0x0a])]);
    expect(await detect(broken)).toEqual({ encoding: 'utf-8', damaged: true });
  });

  it.each([
    ['a DOS code page', dos, 'import_encoding'],
    ['UTF-16 without a mark', Buffer.from(portuguese, 'utf16le'), 'import_encoding'],
    ['a workbook', 'PK\u0003\u0004', 'import_spreadsheet'],
    ['nothing', '', 'import_empty'],
  ])('refuses %s', async (_, bytes, reason) => {
    await expect(detect(bytes, 1000)).rejects.toMatchObject({ reason });
  });
});
