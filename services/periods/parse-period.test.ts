import { describe, expect, it } from 'vitest';
import { ServiceError } from '../errors.ts';
import { parsePeriod } from './index.ts';

/** A Monday. */
const today = '2026-11-23';

const read = (text: string, dayFirst = false) => {
  const { from, to, unit, text: canonical } = parsePeriod(text, today, { dayFirst });
  return `${from} ${to} ${unit} ${canonical}`;
};

const reasonOf = (text: string, dayFirst = false) => {
  try {
    return read(text, dayFirst);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { reason: error.reason, ...error.params };
  }
};

const october = '2026-10-01 2026-10-31 month 2026-10';
const monthToDate = '2026-11-01 2026-11-30 month 2026-11';
const lastYear = '2025-01-01 2025-12-31 year 2025';
const last90 = '2026-08-25 2026-11-22 days 2026-08-25..2026-11-22';
const thirdQuarter = '2026-07-01 2026-09-30 quarter 2026-Q3';
const week42 = '2026-10-12 2026-10-18 week 2026-W42';
const firstFortnight = '2026-10-01 2026-10-15 days 2026-10-01..2026-10-15';

/** Texts parted by `|`, by the period that each of them names. */
const tables: Record<string, Record<string, string>> = {
  'days and what is around today': {
    '2026-11-23 2026-11-23 day 2026-11-23': 'today|hoje|TODAY |this day|2026-11-23',
    '2026-11-22 2026-11-22 day 2026-11-22': 'yesterday|Ontem|last day|last 1 day|1d',
    '2026-11-21 2026-11-21 day 2026-11-21': 'anteontem',
    '2026-11-23 2026-11-29 week 2026-W48': 'this week|esta semana|semana atual|wtd|a semana até agora',
    '2026-11-16 2026-11-22 week 2026-W47': 'last week|semana passada|a semana passada|last 7 days|7d',
    [monthToDate]: 'this month|este mês|neste mes|mtd|month to date|this month so far|novembro',
    [october]:
      'last month|the previous month|mês passado|do mês passado|no último mês|past month|october' +
      '|outubro|Oct|OUT.|em outubro de 2026|october of 2026|Oct 2026|out/2026|out/26|10/2026' +
      '|2026/10|2026-10|2026-10-01..2026-10-31|last october|outubro passado|1 a 31/10/2026' +
      '|de 1º a 31 de outubro|october this year|último 1 mês|1m',
    '2025-10-01 2025-10-31 month 2025-10': 'october last year|outubro do ano passado|outubro de 2025',
    '2025-12-01 2025-12-31 month 2025-12': 'december|dezembro|dez|dez/25',
    '2026-10-01 2026-12-31 quarter 2026-Q4': 'this quarter|este trimestre|qtd|Q4|4T26|outubro a dezembro',
    [thirdQuarter]:
      'last quarter|trimestre passado|trimestre anterior|2026-Q3|Q3 2026|T3 2026|T3/2026|3T26' +
      '|3T 2026|3º trimestre de 2026|3o trimestre|terceiro trimestre|third quarter of 2026' +
      '|3rd quarter|quarter 3|trimestre 3 de 2026|3 trimestre 2026|2026 Q3|2026-07..2026-09' +
      '|jul-set 2026|q3 this year',
    '2026-01-01 2026-12-31 year 2026':
      '2026|this year|este ano|ano atual|ytd|year to date|ano até agora|ano até hoje',
    [lastYear]: 'last year|ano passado|2025|o ano anterior|jan a dez de 2025',
    '2026-01-01 2026-06-30 range 2026-01..2026-06':
      '1º semestre de 2026|H1 2026|first half|semestre passado|S1/2026',
  },
  'so many of them': {
    [last90]:
      'last 90 days|últimos 90 dias|os últimos 90 dias|90 últimos dias|90 days|90d|past 90 days' +
      '|previous 90 days|nos 90 dias anteriores|last 90d',
    '2026-10-26 2026-11-22 days 2026-10-26..2026-11-22':
      'last 4 weeks|últimas 4 semanas|4w|4 semanas|últimas quatro semanas|last four weeks|4s',
    '2025-11-01 2026-10-31 range 2025-11..2026-10':
      'last 12 months|últimos 12 meses|12m|last twelve months|últimos doze meses',
    '2026-08-01 2026-10-31 range 2026-08..2026-10':
      'last 3 months|os 3 últimos meses|últimos três meses|august to october|ago-out',
    '2026-01-01 2026-09-30 range 2026-01..2026-09': 'last 3 quarters|últimos 3 trimestres',
    '2023-01-01 2025-12-31 range 2023-01..2025-12': 'last 3 years|últimos 3 anos|3y|2023..2025|2023 a 2025',
    '2026-11-13 2026-11-22 days 2026-11-13..2026-11-22': 'last 10 days|últimos dez dias|ten days',
  },
  'dates, weeks and ranges': {
    '2026-10-05 2026-10-05 day 2026-10-05':
      '2026-10-05|5 de outubro|5 October 2026|October 5th, 2026|oct 5|2026/10/5' + '|2026-10-05..2026-10-05',
    '2026-10-25 2026-10-25 day 2026-10-25': '25/10/2026|10/25/2026|25/10|25-10-2026|25/10/26',
    '2026-05-05 2026-05-05 day 2026-05-05': '05/05/2026|5/5',
    '2024-02-29 2024-02-29 day 2024-02-29': '29 february|29 de fevereiro|2024-02-29|29/02/2024',
    [week42]: '2026-W42|2026w42|W42|week 42|semana 42|semana 42 de 2026|W42 2026|2026-10-12..2026-10-18',
    '2020-12-28 2021-01-03 week 2020-W53': 'week 53|2020-W53',
    [firstFortnight]:
      '2026-10-01..2026-10-15|2026-10-01 to 2026-10-15|from 2026-10-01 to 2026-10-15' +
      '|2026-10-01 até 2026-10-15|de 2026-10-01 a 2026-10-15|between 2026-10-01 and 2026-10-15' +
      '|entre 2026-10-01 e 2026-10-15|1 a 15 de outubro|1-15 Oct 2026|de 1º a 15 de outubro de 2026' +
      '|1 october to 15 october|October 1 to October 15|2026-10-01 – 2026-10-15' +
      '|2026-10-01…2026-10-15|2026-10-01 ... 2026-10-15|from 1 to 15 october',
    '2026-11-20 2026-11-30 days 2026-11-20..2026-11-30': '20 a 30 de novembro|2026-11-20..2026-11-30',
    '2025-11-01 2026-02-28 range 2025-11..2026-02':
      'nov a fev|november to february|nov 2025 to feb 2026|2025-11..2026-02',
    '2026-10-01 2026-11-23 days 2026-10-01..2026-11-23':
      'since october|desde outubro|a partir de 2026-10-01|from october|october to today' +
      '|desde 2026-10|desde o mês passado|from last month until today',
    '2026-01-01 2026-03-31 quarter 2026-Q1':
      '2026-01-01..2026-03-31|January to March 2026|jan..mar 2026|entre janeiro e março de 2026' +
      '|2026-01 - 2026-03',
    '2026-10-02 2026-10-31 days 2026-10-02..2026-10-31': '30 days to 2026-10-31|30d..2026-10-31',
    '2026-09-01 2026-09-30 days 30d..2026-09-30': '30d..2026-09-30|30 days to 2026-09-30',
  },
};

for (const [title, table] of Object.entries(tables)) {
  describe(title, () => {
    for (const [expected, texts] of Object.entries(table)) {
      it.each(texts.split('|'))(`${expected}: %s`, (text) => expect(read(text)).toBe(expected));
    }
  });
}

describe('dates with slashes', () => {
  it('begin with the day where the reader writes so', () => {
    expect(read('01/10/2026', true)).toBe('2026-10-01 2026-10-01 day 2026-10-01');
    expect(read('01/10 a 15/10', true)).toBe(firstFortnight);
    expect(read('de 01/10/2026 até 15/10/2026', true)).toBe(firstFortnight);
  });

  it('are refused where they can be read both ways', () => {
    expect(reasonOf('01/10/2026')).toEqual({
      reason: 'period_ambiguous_date',
      part: '01/10/2026',
      first: '2026-10-01',
      second: '2026-01-10',
    });
  });
});

describe('what makes no sense', () => {
  it.each([
    ['', { reason: 'period_unknown', part: '' }],
    ['bananas', { reason: 'period_unknown', part: 'bananas' }],
    ['last bananas of 2026', { reason: 'period_unknown', part: 'bananas' }],
    ['last', { reason: 'period_unknown', part: 'last' }],
    ['the', { reason: 'period_unknown', part: 'the' }],
    ['2026-02-30', { reason: 'period_impossible_date', part: '2026-02-30' }],
    ['2026-01-01..2026-02-30', { reason: 'period_impossible_date', part: '2026-02-30' }],
    ['30 de fevereiro', { reason: 'period_impossible_date', part: '30 de fevereiro' }],
    ['de 1 a 30 de março de 2026 ou 2027', { reason: 'period_unknown', part: 'ou' }],
    ['1 de março a 32 de março', { reason: 'period_impossible_date', part: '32 de março' }],
    ['31/02/2026', { reason: 'period_impossible_date', part: '31/02/2026' }],
    ['2026-13', { reason: 'period_impossible_date', part: '2026-13' }],
    ['2026-W54', { reason: 'period_impossible_date', part: '2026-W54' }],
    [
      '2026-03..2026-01',
      { reason: 'period_reversed', part: '2026-03..2026-01', from: '2026-03-01', to: '2026-01-31' },
    ],
    ['next month', { reason: 'period_in_future', part: 'next month', today }],
    ['mês que vem', { reason: 'period_in_future', part: 'mês que vem', today }],
    ['amanhã', { reason: 'period_in_future', part: 'amanhã', today }],
    ['2027', { reason: 'period_in_future', part: '2027', today }],
    ['since 2027', { reason: 'period_in_future', part: 'since 2027', today }],
    ['2026-11-24', { reason: 'period_in_future', part: '2026-11-24', today }],
    ['last 0 days', { reason: 'period_empty', part: 'last 0 days' }],
    ['last 30 years', { reason: 'period_too_long', part: 'last 30 years', years: 20 }],
    ['last 99999999999 days', { reason: 'period_too_long', part: 'last 99999999999 days', years: 20 }],
    ['1990..2026', { reason: 'period_too_long', part: '1990..2026', years: 20 }],
    ['0001', { reason: 'period_too_early', part: '0001' }],
  ])('%s', (text, expected) => expect(reasonOf(text)).toEqual(expected));

  it('names a shortened part of a very long text', () => {
    expect(reasonOf('x'.repeat(5_000))).toEqual({ reason: 'period_unknown', part: 'x'.repeat(200) });
  });
});
