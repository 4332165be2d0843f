import { formatValue } from '../../renderers/format.ts';
import { defineTexts, type Locale, plural } from '../../renderers/locale.ts';
import type { Progress } from '../../services/imports/index.ts';

const texts = defineTexts({
  en: {
    checking: 'Checking',
    reading: 'Reading',
    writing: 'Writing',
    preparing: 'Preparing answers',
    orders: (count: number): string => plural(count, 'order', 'orders'),
  },
  'pt-BR': {
    checking: 'Conferindo',
    reading: 'Lendo',
    writing: 'Gravando',
    preparing: 'Preparando respostas',
    orders: (count) => plural(count, 'pedido', 'pedidos'),
  },
});

/** Where text is written: a terminal, or a file. */
export interface Output {
  write(text: string): unknown;
  isTTY?: boolean;
}

const width = 30;
/** Without a terminal, a line each time so many more percent are done. */
const step = 25;

/** Shows how far an import is: a bar on a terminal, else a few plain lines. `end` takes the bar away. */
export function showProgress(
  output: Output,
  locale: Locale,
): { update(progress: Progress): void; end(): void } {
  const words = texts(locale);
  let shown = '';
  let barOpen = false;

  const end = () => {
    if (barOpen) output.write('\r\u001b[2K');
    barOpen = false;
  };
  return {
    update({ phase, done, total }) {
      const percent = total === 0 ? 100 : Math.min(100, Math.floor((done / total) * 100));
      const rounded = output.isTTY ? percent : percent - (percent % step);
      if (shown === `${phase} ${rounded}`) return;
      // These usually take an instant, of which a log need not tell.
      if (!output.isTTY && (phase === 'checking' || phase === 'preparing')) return;
      shown = `${phase} ${rounded}`;
      const count = (value: number) => formatValue(value, { kind: 'count' }, locale);
      const orders = phase === 'writing' ? `  ${count(done)}/${count(total)} ${words.orders(total)}` : '';
      const longest = Math.max(words.reading.length, words.writing.length, words.checking.length);
      const label = words[phase].padEnd(longest);
      if (!output.isTTY) {
        output.write(`${label} ${rounded} %${orders}\n`);
        return;
      }
      const full = Math.round((width * percent) / 100);
      const bar = '█'.repeat(full) + '░'.repeat(width - full);
      output.write(`\r\u001b[2K${label} ${bar} ${String(percent).padStart(3)} %${orders}`);
      barOpen = true;
    },
    end,
  };
}
