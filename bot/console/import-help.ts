import { defineTexts, type Locale } from '../../renderers/locale.ts';
import { fields } from '../../services/imports/index.ts';

const fieldList = fields.join(', ').replace(/(.{60,76}), /g, '$1,\n    ');

const texts = defineTexts({
  en: {
    help: `Imports orders from a CSV file, plain or gzip: one line for each order, or for each product of one.

  npm run import -- orders.csv [options]

  --map COLUMN=FIELD     what a column is, by its heading; repeat for more; "=ignore" leaves one out
  --dry-run              check everything and show what was understood, write nothing
  --currency CODE        currency of amounts without one (default: the shop's)
  --time-zone ZONE       zone of times without one (default: the shop's)
  --source NAME          name of the source; the same order number in two sources is two orders (default: csv)
  --date-order dmy|mdy   how 03/04/2026 is meant, where the file does not tell
  --decimal comma|point  how 1.234 is meant, where the file does not tell
  --delimiter SIGN       comma, semicolon, tab or pipe, where it is not found by itself
  --status WORD=STATUS   what a word for the status means; repeat for more
  --rejects FILE         where refused lines go (default: beside the file, as NAME.rejects.csv)

  Fields:
    ${fieldList}
`,
  },
  'pt-BR': {
    help: `Importa pedidos de um arquivo CSV, simples ou gzip: uma linha por pedido, ou por produto do pedido.

  npm run import -- pedidos.csv [opções]

  --map COLUNA=CAMPO     o que é uma coluna, pelo título; pode repetir; "=ignore" deixa a coluna de fora
  --dry-run              confere tudo e mostra o que foi entendido, sem gravar nada
  --currency CÓDIGO      moeda dos valores sem moeda (padrão: a da loja)
  --time-zone FUSO       fuso dos horários sem fuso (padrão: o da loja)
  --source NOME          nome da origem; o mesmo número em duas origens são dois pedidos (padrão: csv)
  --date-order dmy|mdy   como ler 03/04/2026, quando o arquivo não deixa claro
  --decimal comma|point  como ler 1.234, quando o arquivo não deixa claro: vírgula ou ponto decimal
  --delimiter SINAL      comma, semicolon, tab ou pipe, quando não é encontrado sozinho
  --status PALAVRA=STATUS  o que significa uma palavra do status; pode repetir
  --rejects ARQUIVO      para onde vão as linhas recusadas (padrão: ao lado, como NOME.rejects.csv)

  Campos:
    ${fieldList}
`,
  },
});

/** The help of the command line of imports. */
export function importHelp(locale: Locale): string {
  return texts(locale).help;
}
