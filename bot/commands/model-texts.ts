import { defineTexts, plural } from '../../renderers/locale.ts';
import type { Count } from './rfm-texts.ts';

/** What `/model show` says in a sentence: shares in whole percent, as text. */
export interface ModelSummary {
  model: string;
  /** Shares at the threshold; null where they have no denominator. */
  found: string | null;
  right: string | null;
  /**
   * Where it is most wrong, or on average where that is nowhere sure: what it says, and what happens; null where it is not
   * surely wrong.
   */
  wrong: { says: string; happens: string; isAverage: boolean } | null;
}

export interface ThinSummary {
  model: string;
  outcomes: Count;
  positives: Count;
  rate: string | null;
  interval: string | null;
}

/** What `/model list` says of a model. */
export interface ListedWords {
  best: { model: string; auc: string } | null;
  tooMuch: string[];
  tooLittle: string[];
  thin: string[];
}

const join = (names: string[], and: string) =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${and} ${names.at(-1)}`;

/** What `/model` says, apart from definitions and headings. */
export const modelTexts = defineTexts({
  en: {
    summary: (s: ModelSummary) => {
      const threshold = [
        s.found && `finds ${s.found} of what comes true`,
        s.right && `${s.right} of those it names come true`,
      ].filter(Boolean);
      const named = threshold.length > 0 ? threshold.join(', and ') : 'names nobody at its threshold';
      const promise = s.wrong
        ? `${s.wrong.isAverage ? 'on average it says' : 'where it says'} ${s.wrong.says}${s.wrong.isAverage ? ', and' : ','} ${s.wrong.happens} happen`
        : 'its probabilities hold';
      return `“${s.model}” ${named}; ${promise}.`;
    },
    thin: (s: ThinSummary) =>
      s.outcomes.count === 0
        ? `“${s.model}” cannot be judged yet: no outcome with a score is known.`
        : `“${s.model}” cannot be judged yet: of ${s.outcomes.text} known ${plural(s.outcomes.count, 'outcome', 'outcomes')} ${s.positives.text} came true (${s.rate}, between ${s.interval}).`,
    nothing: (model: string, span: string) => `“${model}” was not activated: ${span}.`,
    listSummary: (count: Count, s: ListedWords) => {
      const parts = [
        s.best && `“${s.best.model}” ranks best (ROC-AUC ${s.best.auc})`,
        s.tooMuch.length > 0 &&
          `${join(s.tooMuch, 'and')} ${plural(s.tooMuch.length, 'promises', 'promise')} too much`,
        s.tooLittle.length > 0 &&
          `${join(s.tooLittle, 'and')} ${plural(s.tooLittle.length, 'promises', 'promise')} too little`,
        s.thin.length > 0 &&
          `${join(s.thin, 'and')} ${plural(s.thin.length, 'has', 'have')} too few outcomes yet`,
      ].filter(Boolean);
      return `${count.text} ${plural(count.count, 'model', 'models')}${parts.length > 0 ? `: ${parts.join('; ')}` : ''}.`;
    },
    none: 'No model has told of its activations yet.',
    remedy:
      'Import a CSV of activations, scores and outcomes with: npm run import:models -- scores.csv. A model can also tell of them itself, through ingest_model_events.',
    listTitle: (model: string, activations: string) => `“${model}” was asked most: ${activations} in 28 days`,
    listSubtitle: (day: string) => `Activations in the 28 days to ${day}`,
    titles: {
      too_much: (model: string) => `“${model}” promises too much`,
      too_little: (model: string) => `“${model}” promises too little`,
      uneven: (model: string) => `“${model}” is right on average, and wrong in places`,
      holds: (model: string) => `“${model}” keeps what it promises`,
      thin: (model: string) => `“${model}”: too few outcomes to judge`,
    },
    calibration: (count: number, outcomes: string) =>
      `What it said and what happened: ${outcomes} ${plural(count, 'outcome', 'outcomes')}`,
    axes: {
      said: 'It said',
      happened: 'Happened',
      ideal: 'as promised',
      scale: 'bar: 95 % interval',
      bin: (range: string, said: string, happened: string, count: string) =>
        `${range}: said ${said}, ${happened} of ${count} happened`,
    },
    trendTitle: (when: string, said: string, happened: string) =>
      `${when}: it said ${said}, ${happened} happened`,
    trendThin: (model: string) => `“${model}”: too few outcomes to tell how it goes`,
    trendSubtitle: {
      day: (model: string) => `“${model}” by day: mean score, and share that came true`,
      week: (model: string) => `“${model}” by week: mean score, and share that came true`,
      month: (model: string) => `“${model}” by month: mean score, and share that came true`,
    },
    weekOf: (day: string) => `Week of ${day}`,
    said: 'It said',
    happened: 'Happened',
    versionsTitle: (version: string, share: string, other: { version: string; share: string } | null) =>
      `Of those named by “${version}”, ${share} came true${other ? `; by “${other.version}”, ${other.share}` : ''}`,
    versionsSubtitle: (model: string) =>
      `“${model}”: precision at each version’s threshold; line: 95 % interval`,
    named: (_count: number, text: string) => `of ${text} named`,
    noNamed: 'No outcome of anybody named is known yet.',
    noOutcomes: 'No outcome is known yet.',
    footer: (activations: Count, day: string) =>
      `${activations.text} ${plural(activations.count, 'activation', 'activations')} · the last on ${day}`,
    rows: (activations: Count) =>
      `${activations.text} ${plural(activations.count, 'activation', 'activations')}`,
    through: (day: string) => `Activations to ${day}`,
    demoShop: 'Demo shop',
    demo: 'Demo shop: made-up models and outcomes.',
    tooFew: (outcomes: string, positives: string, negatives: string, needed: number, either: number) =>
      `Too few outcomes: ${outcomes} known with a score, ${positives} that came true and ${negatives} that did not. From ${needed}, with at least ${either} of either kind, ROC-AUC, lift, Brier score and calibration error are told.`,
    unknown: (count: Count, share: string) =>
      `${count.text} ${plural(count.count, 'outcome is', 'outcomes are')} not known yet (${share}): ${plural(count.count, 'it is', 'they are')} left out, and the latest days are the least complete.`,
    unscored: (count: Count) =>
      `${count.text} known ${plural(count.count, 'outcome has', 'outcomes have')} no score, and ${plural(count.count, 'counts', 'count')} in the outcome rate alone.`,
    thresholdAssumed: 'Nobody has told the threshold of this version: 0.5 is taken.',
    span: (from: string, to: string) => `Activations from ${from} to ${to}`,
    threshold: (value: string) => `Threshold ${value}`,
    zone: (zone: string) => `Local days of ${zone}`,
    actions: {
      calibration: 'Calibration',
      trend: 'Over time',
      versions: 'Versions',
      list: 'All models',
      show: (model: string) => `Show “${model}”`,
    },
  },
  'pt-BR': {
    summary: (s: ModelSummary) => {
      const threshold = [
        s.found && `encontra ${s.found} do que se confirma`,
        s.right && `${s.right} dos que aponta se confirmam`,
      ].filter(Boolean);
      const named = threshold.length > 0 ? threshold.join(', e ') : 'não aponta ninguém no seu limiar';
      const promise = s.wrong
        ? `${s.wrong.isAverage ? 'em média diz' : 'onde diz'} ${s.wrong.says}${s.wrong.isAverage ? ', e' : ','} acontecem ${s.wrong.happens}`
        : 'suas probabilidades se confirmam';
      return `“${s.model}” ${named}; ${promise}.`;
    },
    thin: (s: ThinSummary) =>
      s.outcomes.count === 0
        ? `Ainda não dá para julgar “${s.model}”: nenhum resultado com pontuação é conhecido.`
        : `Ainda não dá para julgar “${s.model}”: de ${s.outcomes.text} ${plural(s.outcomes.count, 'resultado conhecido', 'resultados conhecidos')}, ${s.positives.text} ${plural(s.positives.count, 'se confirmou', 'se confirmaram')} (${s.rate}, entre ${s.interval}).`,
    nothing: (model: string, span: string) => `“${model}” não foi ativado: ${span}.`,
    listSummary: (count: Count, s: ListedWords) => {
      const parts = [
        s.best && `“${s.best.model}” é o que melhor ordena (ROC-AUC ${s.best.auc})`,
        s.tooMuch.length > 0 &&
          `${join(s.tooMuch, 'e')} ${plural(s.tooMuch.length, 'promete', 'prometem')} demais`,
        s.tooLittle.length > 0 &&
          `${join(s.tooLittle, 'e')} ${plural(s.tooLittle.length, 'promete', 'prometem')} de menos`,
        s.thin.length > 0 &&
          `${join(s.thin, 'e')} ainda ${plural(s.thin.length, 'tem', 'têm')} poucos resultados`,
      ].filter(Boolean);
      return `${count.text} ${plural(count.count, 'modelo', 'modelos')}${parts.length > 0 ? `: ${parts.join('; ')}` : ''}.`;
    },
    none: 'Nenhum modelo informou suas ativações ainda.',
    remedy:
      'Importe um CSV de ativações, pontuações e resultados com: npm run import:models -- pontuacoes.csv. Um modelo também pode informá-los por conta própria, com ingest_model_events.',
    listTitle: (model: string, activations: string) =>
      `“${model}” foi o mais consultado: ${activations} em 28 dias`,
    listSubtitle: (day: string) => `Ativações nos 28 dias até ${day}`,
    titles: {
      too_much: (model: string) => `“${model}” promete demais`,
      too_little: (model: string) => `“${model}” promete de menos`,
      uneven: (model: string) => `“${model}” acerta na média e erra em partes`,
      holds: (model: string) => `“${model}” cumpre o que promete`,
      thin: (model: string) => `“${model}”: poucos resultados para julgar`,
    },
    calibration: (count: number, outcomes: string) =>
      `O que disse e o que aconteceu: ${outcomes} ${plural(count, 'resultado', 'resultados')}`,
    axes: {
      said: 'Disse',
      happened: 'Aconteceu',
      ideal: 'como prometido',
      scale: 'barra: intervalo de 95 %',
      bin: (range: string, said: string, happened: string, count: string) =>
        `${range}: disse ${said}, aconteceram ${happened} de ${count}`,
    },
    trendTitle: (when: string, said: string, happened: string) =>
      `${when}: disse ${said}, aconteceram ${happened}`,
    trendThin: (model: string) => `“${model}”: poucos resultados para dizer como vai`,
    trendSubtitle: {
      day: (model: string) => `“${model}” por dia: pontuação média e parte que se confirmou`,
      week: (model: string) => `“${model}” por semana: pontuação média e parte que se confirmou`,
      month: (model: string) => `“${model}” por mês: pontuação média e parte que se confirmou`,
    },
    weekOf: (day: string) => `Semana de ${day}`,
    said: 'Disse',
    happened: 'Aconteceu',
    versionsTitle: (version: string, share: string, other: { version: string; share: string } | null) =>
      `Dos apontados por “${version}”, ${share} se confirmaram${other ? `; por “${other.version}”, ${other.share}` : ''}`,
    versionsSubtitle: (model: string) =>
      `“${model}”: precisão no limiar de cada versão; traço: intervalo de 95 %`,
    named: (count: number, text: string) => `de ${text} ${plural(count, 'apontado', 'apontados')}`,
    noNamed: 'Ainda não se conhece o resultado de nenhum apontado.',
    noOutcomes: 'Nenhum resultado é conhecido ainda.',
    footer: (activations: Count, day: string) =>
      `${activations.text} ${plural(activations.count, 'ativação', 'ativações')} · a última em ${day}`,
    rows: (activations: Count) => `${activations.text} ${plural(activations.count, 'ativação', 'ativações')}`,
    through: (day: string) => `Ativações até ${day}`,
    demoShop: 'Loja de demonstração',
    demo: 'Loja de demonstração: modelos e resultados fictícios.',
    tooFew: (outcomes, positives, negatives, needed, either) =>
      `Poucos resultados: ${outcomes} conhecidos com pontuação, ${positives} que se confirmaram e ${negatives} que não. A partir de ${needed}, com pelo menos ${either} de cada tipo, são informados ROC-AUC, lift, Brier e erro de calibração.`,
    unknown: (count: Count, share: string) =>
      `${count.text} ${plural(count.count, 'resultado ainda não é conhecido', 'resultados ainda não são conhecidos')} (${share}): ${plural(count.count, 'fica', 'ficam')} de fora, e os dias mais recentes são os menos completos.`,
    unscored: (count: Count) =>
      `${count.text} ${plural(count.count, 'resultado conhecido não tem', 'resultados conhecidos não têm')} pontuação e só ${plural(count.count, 'conta', 'contam')} na taxa de resultado.`,
    thresholdAssumed: 'Ninguém informou o limiar desta versão: vale 0,5.',
    span: (from: string, to: string) => `Ativações de ${from} a ${to}`,
    threshold: (value: string) => `Limiar ${value}`,
    zone: (zone: string) => `Dias locais de ${zone}`,
    actions: {
      calibration: 'Calibração',
      trend: 'Ao longo do tempo',
      versions: 'Versões',
      list: 'Todos os modelos',
      show: (model: string) => `Mostrar “${model}”`,
    },
  },
});
