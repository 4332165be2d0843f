import { defineTexts } from '../../renderers/locale.ts';

/** Everything that `/regulars help` says beside what the commands say of themselves. */
export const helpTexts = defineTexts({
  en: {
    summary: (first: string, second: string) =>
      `Ask about your shop's sales and customers: type a command such as ${first} or ${second}.`,
    one: (name: string, description: string) => `/${name}: ${description}.`,
    columns: {
      command: 'Command',
      answers: 'Answers',
      example: 'Example',
      option: 'Option',
      means: 'Meaning',
    },
    commands: 'Commands',
    options: 'Options',
    periods:
      'Periods are words: today, yesterday, this week, last month, last 90 days, 2026-10, Q3 2026, October, ' +
      '1 to 15 October, 2026-01-01..2026-03-31. Weeks run from Monday to Sunday; "last 90 days" are whole days and ' +
      'end yesterday; a period still running is compared with the same part of the earlier ones.',
    writing:
      'Options stand anywhere in the line: by:channel, by channel, --by channel, or where only one can be meant the ' +
      'value alone: channel. The slash, capitals and accents do not matter; quotes keep words together.',
    values: (names: string) => `One of: ${names}.`,
  },
  'pt-BR': {
    summary: (first: string, second: string) =>
      `Pergunte sobre as vendas e os clientes da sua loja: digite um comando como ${first} ou ${second}.`,
    one: (name: string, description: string) => `/${name}: ${description}.`,
    columns: {
      command: 'Comando',
      answers: 'Responde',
      example: 'Exemplo',
      option: 'Opção',
      means: 'Significado',
    },
    commands: 'Comandos',
    options: 'Opções',
    periods:
      'Períodos são palavras: hoje, ontem, esta semana, mês passado, últimos 90 dias, 2026-10, 3º trimestre de 2026, ' +
      'outubro, 1 a 15 de outubro, 2026-01-01..2026-03-31. A semana vai de segunda a domingo; "últimos 90 dias" são ' +
      'dias completos e terminam ontem; um período em andamento é comparado com o mesmo trecho dos anteriores.',
    writing:
      'As opções podem vir em qualquer lugar da linha: por:canal, por canal, --by canal, ou só o valor, quando ele ' +
      'só serve para uma: canal. A barra, as maiúsculas e os acentos não fazem diferença; as aspas mantêm palavras ' +
      'juntas.',
    values: (names: string) => `Valores: ${names}.`,
  },
});
