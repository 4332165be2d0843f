import { defineTexts, plural } from '../../renderers/locale.ts';
import type { Count } from './rfm-texts.ts';

export interface StockSummary {
  day: string;
  days: number;
  /** Best sellers whose stock is known. */
  known: Count;
  /** There are others. */
  isPartly: boolean;
  out: Count;
  short: Count;
  /** Of those that are out or short, a week. */
  weekly: string;
  /** The name of what is out, where one alone is. */
  outName: string | null;
  /** What runs out next, and when; null where nothing that is on hand ever does. */
  next: { name: string; day: string } | null;
}

const en = {
  /** Those whose stock is known, which is said where there are others. */
  known: ({ known, isPartly }: StockSummary) =>
    `${plural(known.count, 'only best seller', `${known.text} best sellers`)}${isPartly ? ' whose stock is known' : ''}`,
  of: (n: Count, s: StockSummary) => `${s.known.count === 1 ? 'the' : `${n.text} of the`} ${en.known(s)}`,
  best: (n: Count) => `${n.text} ${plural(n.count, 'best seller', 'best sellers')}`,
  dayCount: (days: number) => plural(days, '1 day', `${days} days`),
};
const pt = {
  known: ({ known, isPartly }: StockSummary) =>
    `${plural(known.count, 'único produto mais vendido', `${known.text} produtos mais vendidos`)}${isPartly ? ' com estoque informado' : ''}`,
  of: (n: Count, s: StockSummary) => `${s.known.count === 1 ? 'o' : `${n.text} dos`} ${pt.known(s)}`,
  best: (n: Count) => `${n.text} ${plural(n.count, 'produto mais vendido', 'produtos mais vendidos')}`,
  dayCount: (days: number) => plural(days, '1 dia', `${days} dias`),
};

/** What `/stock` says, apart from definitions. */
export const stockTexts = defineTexts({
  en: {
    summary: (s: StockSummary) => {
      const [out, short] = [s.out.count, s.short.count];
      const next = s.next && ` The next to run out: ${s.next.name}, on ${s.next.day}.`;
      if (out + short === 0) {
        const none =
          s.known.count === 1 ? `the ${en.known(s)} does not run out` : `none of the ${en.known(s)} runs out`;
        return `On ${s.day}, ${none} within ${en.dayCount(s.days)}.${next ?? ''}`;
      }
      const outs = `${en.of(s.out, s)} ${plural(out, 'is', 'are')} out of stock${s.outName === null ? '' : ` (${s.outName})`}`;
      const shorts =
        out === 0
          ? `${en.of(s.short, s)} ${plural(short, 'runs', 'run')} out within ${en.dayCount(s.days)}`
          : `${s.short.text} more ${plural(short, 'runs', 'run')} out within ${en.dayCount(s.days)}`;
      const what = [...(out > 0 ? [outs] : []), ...(short > 0 ? [shorts] : [])].join(' and ');
      return `On ${s.day}, ${what}: about ${s.weekly} of sales a week.${next ?? ''}`;
    },
    title: (out: Count, short: Count, days: number) => {
      if (out.count + short.count === 0) return `No best seller runs out within ${en.dayCount(days)}`;
      const outs = `${en.best(out)} out of stock`;
      const shorts = `${out.count > 0 ? short.text : en.best(short)} ${plural(short.count, 'runs', 'run')} out within ${en.dayCount(days)}`;
      return [...(out.count > 0 ? [outs] : []), ...(short.count > 0 ? [shorts] : [])].join(', ');
    },
    subtitle: (day: string, window: string) => `On hand on ${day} / sold a day, ${window}`,
    stockOf: (day: string) => `Stock of ${day}`,
    stockFrom: (day: string, source: string) => `Stock of ${day} (${source})`,
    columns: {
      product: 'Product',
      cover: 'Days of cover',
      runsOut: 'Runs out',
      onHand: 'On hand',
      perDay: 'Sold a day',
      week: 'Sales a week',
      units: 'Units sold',
      told: 'Stock of',
      state: 'State',
    },
    states: { out: 'out of stock', short: 'short', enough: 'enough', unknown: 'not known' },
    all: 'All best sellers',
    rows: (best: Count, products: string, units: Count) =>
      `${en.best(best)} of ${products} products sold, ${units.text} ${plural(units.count, 'unit', 'units')} in all`,
    unknown: (n: Count, of: string, names: string) =>
      `The stock of ${n.text} of ${of} best sellers is not known: ${names}.`,
    more: (names: string, more: number) => `${names} and ${more} more`,
    worn: (n: Count, day: string) =>
      `The stock of ${en.best(n)} is more than 2 days old, the oldest of ${day}: it may be less by now.`,
    young: (days: number) =>
      `Only ${en.dayCount(days)} of sales ${plural(days, 'is', 'are')} known: units a day are averaged over ${plural(days, 'that day', 'those')}.`,
    matched: (code: Count, name: Count) =>
      [
        ...(code.count > 0
          ? [`The stock of ${en.best(code)} meets sales of other sources by its code.`]
          : []),
        ...(name.count > 0
          ? [`The stock of ${en.best(name)} meets sales of other sources by its name alone.`]
          : []),
      ].join(' '),
    noLevels: 'No source tells how much is on hand yet, so there is no cover to work out.',
    bring:
      'Levels of stock come from the system that keeps them (an ERP or the shop), which tells them by ingest_stock: docs/stock.md has the form.',
    noneKnown: (n: Count, sources: string) =>
      `The stock of ${plural(n.count, 'the only best seller', `the ${en.best(n)}`)} is not known: nothing told by ${sources} has an equal code or name.`,
    noSales: (within: string) => `No product was sold ${within}: there are no best sellers.`,
    actions: { days: en.dayCount, products: 'Sales by product' },
  },
  'pt-BR': {
    summary: (s) => {
      const [out, short] = [s.out.count, s.short.count];
      const next = s.next && ` O próximo a acabar: ${s.next.name}, em ${s.next.day}.`;
      if (out + short === 0) {
        const none = s.known.count === 1 ? `o ${pt.known(s)} não acaba` : `nenhum dos ${pt.known(s)} acaba`;
        return `Em ${s.day}, ${none} em até ${pt.dayCount(s.days)}.${next ?? ''}`;
      }
      const outs = `${pt.of(s.out, s)} ${plural(out, 'está', 'estão')} sem estoque${s.outName === null ? '' : ` (${s.outName})`}`;
      const shorts =
        out === 0
          ? `${pt.of(s.short, s)} ${plural(short, 'acaba', 'acabam')} em até ${pt.dayCount(s.days)}`
          : `${plural(short, 'mais', 'outros')} ${s.short.text} ${plural(short, 'acaba', 'acabam')} em até ${pt.dayCount(s.days)}`;
      const what = [...(out > 0 ? [outs] : []), ...(short > 0 ? [shorts] : [])].join(' e ');
      return `Em ${s.day}, ${what}: cerca de ${s.weekly} de vendas por semana.${next ?? ''}`;
    },
    title: (out, short, days) => {
      if (out.count + short.count === 0) return `Nenhum dos mais vendidos acaba em até ${pt.dayCount(days)}`;
      const best = (n: Count) => `${n.text} ${plural(n.count, 'mais vendido', 'mais vendidos')}`;
      const outs = `${best(out)} sem estoque`;
      const shorts = `${out.count > 0 ? short.text : best(short)} ${plural(short.count, 'acaba', 'acabam')} em até ${pt.dayCount(days)}`;
      return [...(out.count > 0 ? [outs] : []), ...(short.count > 0 ? [shorts] : [])].join(', ');
    },
    subtitle: (day, window) => `Estoque em ${day} / vendas por dia, ${window}`,
    stockOf: (day) => `Estoque de ${day}`,
    stockFrom: (day, source) => `Estoque de ${day} (${source})`,
    columns: {
      product: 'Produto',
      cover: 'Dias de cobertura',
      runsOut: 'Acaba em',
      onHand: 'Em estoque',
      perDay: 'Vendidos por dia',
      week: 'Vendas por semana',
      units: 'Unidades vendidas',
      told: 'Estoque de',
      state: 'Situação',
    },
    states: { out: 'sem estoque', short: 'acabando', enough: 'suficiente', unknown: 'não informado' },
    all: 'Todos os mais vendidos',
    rows: (best, products, units) =>
      `${pt.best(best)} de ${products} vendidos, ${units.text} ${plural(units.count, 'unidade', 'unidades')} no total`,
    unknown: (n, of, names) =>
      `O estoque de ${n.text} de ${of} produtos mais vendidos não foi informado: ${names}.`,
    more: (names, more) => `${names} e mais ${more}`,
    worn: (n, day) =>
      `O estoque de ${pt.best(n)} tem mais de 2 dias, o mais antigo de ${day}: pode já ser menor.`,
    young: (days) =>
      `Só se ${plural(days, 'conhece', 'conhecem')} ${pt.dayCount(days)} de vendas: a média por dia é ${plural(days, 'desse dia', 'deles')}.`,
    matched: (code, name) =>
      [
        ...(code.count > 0
          ? [`O estoque de ${pt.best(code)} encontra vendas de outras fontes pelo código.`]
          : []),
        ...(name.count > 0
          ? [`O estoque de ${pt.best(name)} encontra vendas de outras fontes somente pelo nome.`]
          : []),
      ].join(' '),
    noLevels: 'Nenhuma fonte informa ainda quanto há em estoque: não há cobertura a calcular.',
    bring:
      'O estoque vem do sistema que o controla (um ERP ou a loja), que o informa por ingest_stock: o formato está em docs/stock.md.',
    noneKnown: (n, sources) =>
      `O estoque ${plural(n.count, 'do único produto mais vendido', `dos ${pt.best(n)}`)} não foi informado: nada do que ${sources} informa tem o mesmo código ou nome.`,
    noSales: (within) => `Nenhum produto foi vendido ${within}: não há mais vendidos.`,
    actions: { days: pt.dayCount, products: 'Vendas por produto' },
  },
});
