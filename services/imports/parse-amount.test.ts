import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { multiply, parseDecimal, toMinorUnits, weighNumber } from './parse-amount.ts';

function cents(text: string, style: 'comma' | 'point', digits = 2): number | null {
  const value = parseDecimal(text, style);
  return value && toMinorUnits(value, digits);
}

describe('parseDecimal', () => {
  it.each([
    ['R$ 1.234,56', 'comma', 123456],
    ['1.234,56', 'comma', 123456],
    ['1 234,56', 'comma', 123456],
    ['1\u00a0234,56', 'comma', 123456],
    ['1234', 'comma', 123400],
    ['0,5', 'comma', 50],
    [',5', 'comma', 50],
    ['-12', 'comma', -1200],
    ['-R$ 12,00', 'comma', -1200],
    ['R$ -12,00', 'comma', -1200],
    ['\u221212,00', 'comma', -1200],
    ['1,234.56', 'point', 123456],
    ['12,34,567.89', 'point', 123456789],
    ['1234.5', 'point', 123450],
    ['(12.00)', 'point', -1200],
    ['($12.00)', 'point', -1200],
    ['US$ 12.00', 'point', 1200],
    ['12.00 EUR', 'point', 1200],
    ['€12', 'point', 1200],
    ['+12.50', 'point', 1250],
    ['12.50-', 'point', -1250],
    ['12.340000', 'point', 1234],
    ['-0', 'point', 0],
  ] as const)('reads %s with a decimal %s', (text, style, expected) => {
    expect(cents(text, style)).toBe(expected);
  });

  it.each([
    ['12.34', 'comma'],
    ['1,23', 'comma', 123],
    ['12,34', 'point'],
    ['1.234.56', 'comma'],
    ['12 34', 'comma'],
    ['abc', 'point'],
    ['1e5', 'point'],
    ['', 'point'],
    ['.', 'point'],
    ['--5', 'point'],
    ['12,5%', 'comma'],
    ['99999999999999999', 'point'],
  ] as const)(
    'reads %s with a decimal %s only if it is a number so written',
    (text, style, expected = null as never) => {
      expect(cents(text, style)).toBe(expected);
    },
  );

  it('keeps the digits of a currency with three, and of one with none', () => {
    expect(cents('12.345', 'point', 3)).toBe(12345);
    expect(cents('12.990', 'comma', 0)).toBe(12990);
    expect(cents('12.5', 'point', 0)).toBeNull();
    expect(cents('12.345', 'point')).toBeNull();
  });

  it('reads back every amount in every way of writing it', () => {
    const amount = fc.integer({ min: -1e12, max: 1e12 });
    const style = fc.constantFrom('comma', 'point');
    const group = fc.constantFrom('', 'sign', ' ', '\u00a0', "'");
    const dress = fc.constantFrom('', 'R$', '€ ', 'BRL ');
    fc.assert(
      fc.property(
        amount,
        style,
        group,
        dress,
        fc.constantFrom(0, 2, 3),
        (minor, decimal, grouping, prefix, digits) => {
          const units = String(Math.abs(minor)).padStart(digits + 1, '0');
          const sign = decimal === 'comma' ? '.' : ',';
          const separator = grouping === 'sign' ? sign : grouping;
          const whole = units.slice(0, units.length - digits).replace(/\B(?=(\d{3})+$)/g, separator);
          const fraction = digits === 0 ? '' : (decimal === 'comma' ? ',' : '.') + units.slice(-digits);
          const text = `${minor < 0 ? '-' : ''}${prefix}${whole}${fraction}`;
          expect(cents(text, decimal, digits)).toBe(minor);
          expect(['neutral', decimal, 'ambiguous-comma', 'ambiguous-point']).toContain(weighNumber(text));
        },
      ),
    );
  });
});

describe('weighNumber', () => {
  it.each([
    ['1234', 'neutral'],
    ['12,5', 'comma'],
    ['12.50', 'point'],
    ['1.234', 'ambiguous-point'],
    ['1,234', 'ambiguous-comma'],
    ['0.123', 'point'],
    ['1234,567', 'comma'],
    ['1.234.567', 'comma'],
    ['1,234,567', 'point'],
    ['1.234,5', 'comma'],
    ['R$ 1.234', 'ambiguous-point'],
    ['abc', null],
    ['1.2.3', null],
  ])('%s is %s', (text, expected) => {
    expect(weighNumber(text)).toBe(expected);
  });
});

describe('multiply', () => {
  it('rounds half away from zero', () => {
    const times = (units: number, scale: number, quantity = 1) =>
      multiply({ units, scale }, { units: quantity, scale: 0 }, 2);
    expect(times(12345, 3)).toBe(1235);
    expect(times(12344, 3)).toBe(1234);
    expect(times(-12345, 3)).toBe(-1235);
    expect(times(33333, 4, 3)).toBe(1000);
    expect(times(0, 2, -1)).toBe(0);
  });

  it('is exact beyond what floating point holds', () => {
    const number = fc.record({ units: fc.maxSafeInteger(), scale: fc.integer({ min: 0, max: 6 }) });
    fc.assert(
      fc.property(number, number, (a, b) => {
        const scale = BigInt(a.scale + b.scale);
        const scaled = BigInt(a.units) * BigInt(b.units) * 100n;
        const unit = 10n ** scale;
        const size = scaled < 0n ? -scaled : scaled;
        const rounded = size / unit + (2n * (size % unit) >= unit ? 1n : 0n);
        expect(multiply(a, b, 2)).toBe(Number(scaled < 0n ? -rounded : rounded));
      }),
    );
  });
});
