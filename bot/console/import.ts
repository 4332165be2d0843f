import { makeInert } from '../../renderers/inert-text.ts';
import { defineTexts, type Locale } from '../../renderers/locale.ts';
import type { Context } from '../../services/context.ts';
import { ServiceError } from '../../services/errors.ts';
import {
  checkZoneAndCurrency,
  type ImportReport,
  importModelEvents,
  importOrders,
  type ModelImportReport,
  type Progress,
  planImport,
  previewOrders,
} from '../../services/imports/index.ts';
import { readImportArguments } from './import-arguments.ts';
import { describeImportError } from './import-errors.ts';
import { importHelp } from './import-help.ts';
import { readModelImportArguments } from './import-models-arguments.ts';
import { describeModelReport, importModelsHelp } from './import-models-texts.ts';
import { describePreview } from './import-preview.ts';
import { type Output, showProgress } from './import-progress.ts';
import { explainRejection } from './import-rejections.ts';
import { describeReport } from './import-report.ts';

type Shop = Pick<Context, 'timeZone' | 'currency'>;

export interface ImportDeps {
  /** Opened only once the arguments and the file's header are understood. */
  openStore: () => Promise<{
    context: Context;
    /** Told whenever more orders are safe. */
    onWritten?(): void;
    close(): Promise<void>;
  }>;
  /** The shop's settings, which are all that a dry run needs: with them it opens no store. */
  shop?: Shop;
  stdout: Output;
  stderr: Output;
  locale: Locale;
  /** Says what is behind a failure of the database, where that is known better than by its own words. */
  explainCause?: () => string | undefined;
  /** Stops the import: the batch under way is finished, the rest is not begun. */
  signal: AbortSignal;
}

/** Exit codes of the command line. */
const exit = { done: 0, failed: 1, interrupted: 130 };

const texts = defineTexts({
  en: {
    nothingWritten: 'Stopped before anything was written.',
    heading: ['line', 'reason', 'text'] as [string, string, string],
  },
  'pt-BR': {
    nothingWritten: 'Interrompido antes de gravar qualquer coisa.',
    heading: ['linha', 'motivo', 'texto'] as [string, string, string],
  },
});

/**
 * Runs `npm run import -- …`. Returns the exit code: 0 done, also with refused lines; 1 not done, the reason on
 * stderr; 130 stopped by the signal. Throws only what is no error of the import itself.
 */
export async function runImport(argv: string[], deps: ImportDeps): Promise<number> {
  const { locale, stdout, stderr, signal } = deps;
  const progress = showProgress(stderr, locale);
  const tell = (report: ImportReport, shop: Shop, dryRun: boolean): number => {
    progress.end();
    if (dryRun) print(stdout, describePreview(report, shop.timeZone, locale));
    print(stdout, describeReport(report, { currency: shop.currency, dryRun }, locale));
    return report.interrupted ? exit.interrupted : exit.done;
  };
  return explainErrors(deps, progress, async () => {
    const asked = readImportArguments(argv);
    if (asked.help) {
      stdout.write(importHelp(locale));
      return exit.done;
    }
    checkZoneAndCurrency(asked.input);
    const input = {
      ...asked.input,
      signal,
      onProgress: progress.update,
      explain: explainRejection(locale),
      rejectsHeading: texts(locale).heading,
    };
    const plan = await planImport(input);
    if (asked.dryRun && deps.shop) {
      const shop = { ...deps.shop, now: () => new Date() };
      return tell(await previewOrders(shop, { ...input, plan }), shop, true);
    }
    const store = await deps.openStore();
    try {
      const { context } = store;
      const work = asked.dryRun ? previewOrders : importOrders;
      const onProgress = (now: Progress) => {
        progress.update(now);
        if (now.phase === 'writing') store.onWritten?.();
      };
      return tell(await work(context, { ...input, onProgress, plan }), context, asked.dryRun);
    } finally {
      await store.close();
    }
  });
}

/** Runs `npm run import:models -- …`, as `runImport` does with orders. */
export async function runImportModels(argv: string[], deps: ImportDeps): Promise<number> {
  const { locale, stdout, stderr, signal } = deps;
  const progress = showProgress(stderr, locale);
  return explainErrors(deps, progress, async () => {
    const asked = readModelImportArguments(argv);
    if (asked.help) {
      stdout.write(importModelsHelp(locale));
      return exit.done;
    }
    const input = {
      ...asked.input,
      signal,
      onProgress: progress.update,
      explain: explainRejection(locale),
      rejectsHeading: texts(locale).heading,
    };
    const tell = (report: ModelImportReport): number => {
      progress.end();
      print(stdout, describeModelReport(report, asked.dryRun, locale));
      return report.interrupted ? exit.interrupted : exit.done;
    };
    if (asked.dryRun && deps.shop) {
      return tell(await importModelEvents({ ...deps.shop, now: () => new Date() }, null, input));
    }
    const store = await deps.openStore();
    try {
      const { context } = store;
      return tell(await importModelEvents(context, asked.dryRun ? null : context.db, input));
    } finally {
      await store.close();
    }
  });
}

/** Does the work of an import, and says what went wrong with it. */
async function explainErrors(
  { locale, stderr, signal, explainCause }: ImportDeps,
  progress: { end(): void },
  work: () => Promise<number>,
): Promise<number> {
  try {
    return await work();
  } catch (error) {
    progress.end();
    if (signal.aborted && error === signal.reason) {
      print(stderr, [texts(locale).nothingWritten]);
      return exit.interrupted;
    }
    const sentence = error instanceof ServiceError ? describeImportError(error, locale) : undefined;
    if (sentence === undefined) throw error;
    const cause = error instanceof ServiceError && error.code === 'upstream' ? error.cause : undefined;
    const why = cause instanceof Error ? (explainCause?.() ?? cause.message) : undefined;
    print(stderr, `${sentence}${why === undefined ? '' : ` (${why})`}`.split('\n'));
    return exit.failed;
  }
}

/** Prints lines that may quote the file: nothing in them moves the cursor or turns the text around. */
function print(output: Output, lines: string[]): void {
  output.write(lines.map((line) => `${makeInert(line)}\n`).join(''));
}
