import { defineTexts, plural } from '../renderers/locale.ts';

/** What a sentence may name: the parameters of the error, already short enough to be shown; absent ones are ''. */
type Sentence = (params: Record<string, string>) => string;

/** Sentences by the reason of a ServiceError, and by its code where the reason has none of its own. */
export const errorTexts = defineTexts<{
  sentences: Record<string, Sentence>;
  try: (examples: string) => string;
  or: string;
  retry: string;
  help: string;
  roles: Record<string, string>;
}>({
  en: {
    sentences: {
      command_missing: () => 'What would you like to know?',
      command_unknown: ({ part, nearest }) =>
        `I do not know the command "${part}".${nearest ? ` Did you mean ${nearest}?` : ''}`,
      line_too_long: ({ length, limit }) => `That line has ${length} characters; I read up to ${limit}.`,
      quote_unclosed: ({ part }) => `A quotation mark is opened and never closed: ${part}`,
      option_unknown: ({ command, part, nearest, allowed }) =>
        `/${command} has no option "${part}".${say(nearest, (name) => ` Did you mean "${name}"?`)}${say(allowed, (names) => ` It takes: ${names}.`)}`,
      option_repeated: ({ option }) => `"${option}" is given twice; I need it once.`,
      option_empty: ({ option }) => `"${option}" is there without a value.`,
      option_value_unknown: ({ option, part, allowed, nearest }) =>
        `"${part}" is not something for "${option}".${say(nearest, (name) => ` Did you mean "${name}"?`)} It can be: ${allowed}.`,
      option_invalid: ({ option, part }) => `"${part}" is not something for "${option}".`,
      number_out_of_range: ({ option, part, least, most }) =>
        `"${part}" is not something for "${option}": it takes a whole number from ${least} to ${most}.`,
      option_missing: ({ command, option }) => `/${command} also needs "${option}".`,
      word_unexpected: ({ command, part, allowed }) =>
        `I do not know what "${part}" means for /${command}.${say(allowed, (names) => ` Its options are: ${names}.`)}`,
      period_unknown: ({ part, nearest }) =>
        `I cannot read "${part}" as a period.${say(nearest, (name) => ` Did you mean "${name}"?`)}`,
      period_impossible_date: ({ part }) => `"${part}" is not in the calendar.`,
      period_ambiguous_date: ({ part, first, second }) =>
        `"${part}" can be read as ${first} or as ${second}; please write it that way.`,
      period_reversed: ({ part, from, to }) => `"${part}" ends (${to}) before it begins (${from}).`,
      period_in_future: ({ part, today }) => `"${part}" has not begun yet; today is ${today} for the shop.`,
      period_empty: ({ part }) => `"${part}" holds no day at all.`,
      period_too_long: ({ part, years }) => `"${part}" is longer than the ${years} years that I can look at.`,
      period_too_early: ({ part }) => `"${part}" is before 1900.`,
      as_of_not_a_day: ({ part }) =>
        `"${part}" is a stretch of time; I need one day, or a month for its end.`,
      before_first_order: ({ day, first }) =>
        `There is nothing on ${day} yet: the first order is of ${first}.`,
      role_needed: ({ command, role }) =>
        `/${command} is for ${role}. Ask whoever set up Regulars for access.`,
      database_away: () =>
        "The shop's database cannot be reached right now. Nothing was lost; please try again in a minute.",
      timed_out: ({ seconds }) =>
        `That took ${seconds ? `longer than ${seconds} ${plural(Number(seconds), 'second', 'seconds')}` : 'too long'}, so I stopped waiting. Nothing was lost; a shorter period may answer faster.`,
      invalid_input: ({ part }) =>
        part ? `I cannot use "${part}" here.` : 'I cannot answer that as it was asked.',
      not_found: ({ part }) => (part ? `There is no "${part}".` : 'There is nothing like that here.'),
      forbidden: () => 'You may not see that. Ask whoever set up Regulars for access.',
      conflict: () => 'Somebody changed that in the meantime. Please look again and repeat it.',
      upstream: () =>
        'Something that the answer needs did not respond. Nothing was lost; please try again in a minute.',
      unexpected: () => 'Something went wrong on my side. Nothing was lost, and the cause is in the log.',
    },
    try: (examples) => `Try ${examples}.`,
    or: 'or',
    retry: 'Try again',
    help: 'Help',
    roles: { viewer: 'everyone', analyst: 'analysts', admin: 'administrators' },
  },
  'pt-BR': {
    sentences: {
      command_missing: () => 'O que você quer saber?',
      command_unknown: ({ part, nearest }) =>
        `Não conheço o comando "${part}".${nearest ? ` Você quis dizer ${nearest}?` : ''}`,
      line_too_long: ({ length, limit }) => `Essa linha tem ${length} caracteres; eu leio até ${limit}.`,
      quote_unclosed: ({ part }) => `Faltou fechar as aspas: ${part}`,
      option_unknown: ({ command, part, nearest, allowed }) =>
        `/${command} não tem a opção "${part}".${say(nearest, (name) => ` Você quis dizer "${name}"?`)}${say(allowed, (names) => ` As opções são: ${names}.`)}`,
      option_repeated: ({ option }) => `"${option}" aparece duas vezes; basta uma.`,
      option_empty: ({ option }) => `"${option}" está sem valor.`,
      option_value_unknown: ({ option, part, allowed, nearest }) =>
        `"${part}" não serve para "${option}".${say(nearest, (name) => ` Você quis dizer "${name}"?`)} Pode ser: ${allowed}.`,
      option_invalid: ({ option, part }) => `"${part}" não serve para "${option}".`,
      number_out_of_range: ({ option, part, least, most }) =>
        `"${part}" não serve para "${option}": precisa ser um número inteiro de ${least} a ${most}.`,
      option_missing: ({ command, option }) => `Em /${command} falta "${option}".`,
      word_unexpected: ({ command, part, allowed }) =>
        `Não entendi "${part}" em /${command}.${say(allowed, (names) => ` As opções são: ${names}.`)}`,
      period_unknown: ({ part, nearest }) =>
        `Não consegui entender "${part}" como período.${say(nearest, (name) => ` Você quis dizer "${name}"?`)}`,
      period_impossible_date: ({ part }) => `"${part}" não existe no calendário.`,
      period_ambiguous_date: ({ part, first, second }) =>
        `"${part}" pode ser ${first} ou ${second}; escreva assim, por favor.`,
      period_reversed: ({ part, from, to }) => `"${part}" termina (${to}) antes de começar (${from}).`,
      period_in_future: ({ part, today }) => `"${part}" ainda não começou; hoje é ${today} para a loja.`,
      period_empty: ({ part }) => `"${part}" não tem nenhum dia.`,
      period_too_long: ({ part, years }) => `"${part}" passa dos ${years} anos que consigo analisar.`,
      period_too_early: ({ part }) => `"${part}" é anterior a 1900.`,
      as_of_not_a_day: ({ part }) =>
        `"${part}" é um intervalo; preciso de um dia, ou de um mês para usar o fim dele.`,
      before_first_order: ({ day, first }) => `Ainda não há nada em ${day}: o primeiro pedido é de ${first}.`,
      role_needed: ({ command, role }) =>
        `/${command} é só para ${role}. Peça acesso a quem configurou o Regulars.`,
      database_away: () =>
        'Não consigo acessar o banco de dados da loja agora. Nada se perdeu; tente de novo em um minuto.',
      timed_out: ({ seconds }) =>
        `Isso demorou ${seconds ? `mais de ${seconds} ${plural(Number(seconds), 'segundo', 'segundos')}` : 'demais'} e parei de esperar. Nada se perdeu; um período menor pode responder mais rápido.`,
      invalid_input: ({ part }) =>
        part ? `Não dá para usar "${part}" aqui.` : 'Não consigo responder a isso desse jeito.',
      not_found: ({ part }) => (part ? `"${part}" não existe.` : 'Não há nada assim por aqui.'),
      forbidden: () => 'Você não tem acesso a isso. Peça a quem configurou o Regulars.',
      conflict: () => 'Alguém mudou isso nesse meio-tempo. Confira e repita, por favor.',
      upstream: () =>
        'Algo de que a resposta precisa não respondeu. Nada se perdeu; tente de novo em um minuto.',
      unexpected: () => 'Algo deu errado do meu lado. Nada se perdeu, e a causa está no log.',
    },
    try: (examples) => `Experimente ${examples}.`,
    or: 'ou',
    retry: 'Tentar de novo',
    help: 'Ajuda',
    roles: { viewer: 'todos', analyst: 'analistas', admin: 'administradores' },
  },
});

function say(text: string | undefined, sentence: (text: string) => string): string {
  return text ? sentence(text) : '';
}
