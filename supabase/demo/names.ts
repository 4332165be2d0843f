import type { Random } from './random.ts';

/** Given names, the commonest first, and those that follow them: women's, then men's. */
const givenNames = [
  {
    first: words(`
      Ana Maria Juliana Fernanda Patrícia Camila Mariana Beatriz Larissa Letícia Gabriela Amanda Bruna Aline Vanessa
      Renata Débora Tatiane Simone Cláudia Luciana Adriana Márcia Rosângela Sônia Vera Helena Alice Laura Valentina
      Heloísa Lívia Yasmin Dandara Iara Jacira Naomi Aiko Samira Leila Giovanna Isadora Rafaela Carolina Daniela`),
    second: words('Clara Luiza Paula Beatriz Vitória Eduarda Cecília Cristina Aparecida Regina'),
  },
  {
    first: words(`
      José João Antônio Francisco Carlos Paulo Pedro Lucas Luiz Marcos Gabriel Rafael Daniel Marcelo Bruno Eduardo
      Felipe Rodrigo Gustavo André Fernando Fábio Leandro Thiago Diego Vinícius Matheus Caio Murilo Otávio Heitor
      Miguel Arthur Davi Kauã Moacir Ubiratan Raimundo Severino Wellington Jéferson Kenji Hiroshi Omar Giuseppe Otto`),
    second: words('Henrique Augusto Vítor Miguel César Roberto Alexandre'),
  },
] as const;

const lastNames = words(`
  Silva Santos Oliveira Souza Rodrigues Ferreira Alves Pereira Lima Gomes Costa Ribeiro Martins Carvalho Almeida
  Lopes Soares Fernandes Vieira Barbosa Rocha Dias Nascimento Andrade Moreira Nunes Marques Machado Mendes Freitas
  Cardoso Ramos Gonçalves Santana Teixeira Moura Araújo Pinto Cavalcanti Correia Batista Campos Monteiro Duarte
  Sales Xavier Peixoto Queiroz Brandão Bittencourt Figueiredo Guimarães Assunção Conceição Evangelista Quaresma
  Schneider Weber Müller Rossi Bianchi Ferrari Zanetti Kowalski Tanaka Nakamura Yamamoto Sato Haddad Mansur Cohen
  Guarani Tupinambá Baiense`);

/** How common a list's names are: the first ones are a few times as frequent as the last. */
function pickCommon(names: readonly string[], random: Random): string {
  const place = random.next();
  const name = names[Math.floor(place * (0.35 + 0.65 * place) * names.length)];
  return name ?? random.pick(names);
}

/** A Brazilian person's full name: one or two given names, one or two family names. */
export function makeName(random: Random): string {
  const given = random.chance(0.58) ? givenNames[0] : givenNames[1];
  const first = pickCommon(given.first, random);
  const second = random.chance(0.16) ? random.pick(given.second) : first;
  const last = pickCommon(lastNames, random);
  const other = random.chance(0.45) ? pickCommon(lastNames, random) : last;
  return [...new Set([first, second, other, last])].join(' ');
}

/** An address that nobody owns: example.com is reserved. `count` tells apart people of one name. */
export function makeEmail(name: string, count: number): string {
  const parts = name
    .normalize('NFD')
    .replace(/[^A-Za-z ]/g, '')
    .toLowerCase()
    .split(' ');
  return `${parts[0]}.${parts.at(-1)}${count > 1 ? count : ''}@example.com`;
}

/** A mobile number in a range that no operator was given (90 after the area code). */
export function makePhone(areaCode: number, serial: number): string {
  return `+55${areaCode}90${String(serial).padStart(7, '0')}`;
}

/** Eleven digits that look like a taxpayer number (CPF) and cannot be one: the first check digit is off by one. */
export function makeDocument(serial: number): string {
  const base = String(serial * 104_729 + 100_000_007).slice(-9);
  const first = (checkDigit(base) + 1) % 10;
  return `${base}${first}${checkDigit(`${base}${first}`)}`;
}

/** CPF's modulus 11 over the digits, with weights that end in 2. */
export function checkDigit(digits: string): number {
  let sum = 0;
  for (const [index, digit] of [...digits].entries()) sum += Number(digit) * (digits.length + 1 - index);
  return ((sum * 10) % 11) % 10;
}

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
