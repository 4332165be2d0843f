import { spell } from './spellings.ts';

/** A word as typed, and what it stands for in the grammar of periods; null where nobody knows it. */
export interface Word {
  typed: string;
  /** What was typed before it and says nothing. */
  lead: string;
  token: string | null;
}

/** The words of both languages, without accents, by the token that they stand for. */
const vocabulary: Record<string, string> = {
  day: 'day days dia dias',
  week: 'week weeks semana semanas',
  month: 'month months mes meses',
  quarter: 'quarter quarters trimestre trimestres tri',
  half: 'half semester semesters semestre semestres',
  year: 'year years ano anos',
  m1: 'january jan janeiro',
  m2: 'february feb fevereiro fev',
  m3: 'march mar marco',
  m4: 'april apr abril abr',
  m5: 'may maio mai',
  m6: 'june jun junho',
  m7: 'july jul julho',
  m8: 'august aug agosto ago',
  m9: 'september sep sept setembro set',
  m10: 'october oct outubro out',
  m11: 'november nov novembro',
  m12: 'december dec dezembro dez',
  1: 'one um uma',
  2: 'two dois duas',
  3: 'three tres',
  4: 'four quatro',
  5: 'five cinco',
  6: 'six seis',
  7: 'seven sete',
  8: 'eight oito',
  9: 'nine nove',
  10: 'ten',
  11: 'eleven onze',
  12: 'twelve doze',
  '#1': 'first primeiro primeira',
  '#2': 'second segundo segunda',
  '#3': 'third terceiro terceira',
  '#4': 'fourth quarto quarta',
  today: 'today hoje',
  yesterday: 'yesterday ontem',
  daybefore: 'anteontem',
  tomorrow: 'tomorrow amanha',
  this: 'this current este esta neste nesta deste desta atual corrente',
  last: 'last past previous prior passado passada passados passadas ultimo ultima ultimos ultimas anterior anteriores',
  next: 'next proximo proxima proximos proximas que_vem',
  since: 'since desde a_partir',
  from: 'from',
  to: 'to ate until till through thru .. - ao',
  and: 'and e a',
  now: 'now agora date so_far',
  'this year to now': 'ytd',
  'this month to now': 'mtd',
  'this week to now': 'wtd',
  'this quarter to now': 'qtd',
  '': 'the of in for on during between de do da dos das o os as em no na nos nas entre durante period periodo',
};

const tokens = new Map(
  Object.entries(vocabulary).flatMap(([token, words]) =>
    words.split(' ').map((word) => [word, token] as const),
  ),
);

const phrases: Record<string, string> = { a: 'partir', so: 'far', que: 'vem' };

/**
 * The words of a text about periods, in either language, whatever their case and accents. Words that say nothing
 * ("the", "de") only lead the next one.
 */
export function readWords(text: string): Word[] {
  const words: Word[] = [];
  let lead = '';
  for (const typed of splitWords(text)) {
    const word = fold(typed);
    const token = tokens.get(word) ?? spell(word, (part) => tokens.get(part) ?? '');
    if (token === '') {
      lead += `${typed} `;
      continue;
    }
    const [first = null, ...others] = token?.split(' ') ?? [];
    words.push(
      { typed, lead, token: first },
      ...others.map((other) => ({ typed: '', lead: '', token: other })),
    );
    lead = '';
  }
  return words;
}

/** Words as typed; phrases that are one word to the grammar stay together. */
function splitWords(text: string): string[] {
  const words: string[] = [];
  for (const word of text.replace(/\.{2,}|…/g, ' .. ').split(/[\s,;]+/)) {
    const before = words.at(-1);
    if (before !== undefined && phrases[fold(before)] === fold(word))
      words[words.length - 1] = `${before} ${word}`;
    else if (word !== '') words.push(word);
  }
  return words;
}

/** Lower case without accents and quotes, all dashes alike, a phrase joined by `_`. */
function fold(word: string): string {
  return word
    .replace(/\s/g, '_')
    .normalize('NFKD')
    .replace(/[\p{Mark}\s"'`]/gu, '')
    .toLowerCase()
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/(?<![.])[.]$/, '');
}
