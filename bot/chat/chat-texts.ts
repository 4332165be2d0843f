import { defineTexts } from '../../renderers/locale.ts';

/** What every chat platform says beside the answers themselves. */
export const chatTexts = defineTexts({
  en: {
    working: (line: string) => `Working on ${line} …`,
    buttons: {
      picture: 'Show chart',
      table: 'Show as table',
      form: 'Change …',
      share: 'Share to channel',
      open: 'Open on the web',
      showAgain: 'Show it',
    },
    pictureNotDrawn: 'The chart could not be drawn.',
    pictureNotSent: (platform: string) => `${platform} did not take the chart.`,
    tableInstead: 'Here is its table.',
    file: {
      here: (label: string) => `${label}: the file is below.`,
      direct: (label: string) => `${label}: the file is in your direct messages with me.`,
      inDoubt: (label: string) =>
        `${label}: the file may be in your direct messages with me. If it is not there, ask again.`,
      refused: (label: string, platform: string) =>
        `${label}: ${platform} did not take the file. Try again in a moment.`,
      tooLarge: (label: string, has: string, most: string) =>
        `${label}: the file has ${has} MB, more than the ${most} MB that may be sent here. Export fewer customers at once.`,
    },
    pictured: 'In words:',
    morePictures: (count: number) => `${count} more ${count === 1 ? 'chart' : 'charts'} not shown here.`,
    rowsShown: (shown: string, all: string) => `The first ${shown} of ${all} rows.`,
    tablesLeftOut: (names: string) => `Too long for a message, not shown: ${names}.`,
    aTable: 'a table',
    textsCut: 'Longer than a message may be: cut here.',
    whole: 'The whole of it is on the web.',
    sharedBy: 'Shared by',
    reference: (reference: string) => `Reference: ${reference}`,
    forgotten: 'What this button stood for is no longer kept. Ask anew, for example /kpi last month.',
    failed: 'Something went wrong on my side. Try again in a moment.',
    sharedAlready: 'It is shown in the channel already.',
    notKept: 'I cannot reach my database, so this button has nothing to work with. Try again in a moment.',
    form: { title: (name: string) => `/${name}`, submit: 'Ask', close: 'Cancel', any: 'As it comes' },
  },
  'pt-BR': {
    working: (line) => `Trabalhando em ${line} …`,
    buttons: {
      picture: 'Ver gráfico',
      table: 'Ver como tabela',
      form: 'Alterar …',
      share: 'Mostrar no canal',
      open: 'Abrir na web',
      showAgain: 'Mostrar',
    },
    pictureNotDrawn: 'Não foi possível desenhar o gráfico.',
    pictureNotSent: (platform) => `O ${platform} não aceitou o gráfico.`,
    tableInstead: 'Segue a tabela dele.',
    file: {
      here: (label) => `${label}: o arquivo está abaixo.`,
      direct: (label) => `${label}: o arquivo está nas suas mensagens diretas comigo.`,
      inDoubt: (label) =>
        `${label}: o arquivo talvez esteja nas suas mensagens diretas comigo. Se não estiver lá, peça de novo.`,
      refused: (label, platform) =>
        `${label}: o ${platform} não aceitou o arquivo. Tente de novo em instantes.`,
      tooLarge: (label, has, most) =>
        `${label}: o arquivo tem ${has} MB, mais do que os ${most} MB que podem ser enviados aqui. Exporte menos clientes por vez.`,
    },
    pictured: 'Em palavras:',
    morePictures: (count) =>
      count === 1 ? 'Mais 1 gráfico não mostrado aqui.' : `Mais ${count} gráficos não mostrados aqui.`,
    rowsShown: (shown, all) => `As primeiras ${shown} de ${all} linhas.`,
    tablesLeftOut: (names) => `Longo demais para uma mensagem, não mostrado: ${names}.`,
    aTable: 'uma tabela',
    textsCut: 'Mais longo do que uma mensagem pode ser: cortado aqui.',
    whole: 'O conteúdo completo está na web.',
    sharedBy: 'Mostrado por',
    reference: (reference) => `Referência: ${reference}`,
    forgotten:
      'O que este botão fazia não está mais guardado. Pergunte de novo, por exemplo /kpi mês passado.',
    failed: 'Algo deu errado do meu lado. Tente de novo em instantes.',
    sharedAlready: 'Já está no canal.',
    notKept:
      'Não consigo acessar meu banco de dados, então este botão não tem o que mostrar. Tente de novo em instantes.',
    form: { title: (name) => `/${name}`, submit: 'Perguntar', close: 'Cancelar', any: 'Padrão' },
  },
});
