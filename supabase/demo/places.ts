import type { Random } from './random.ts';

export interface Place {
  city: string;
  state: string;
  areaCode: number;
  /** Cents to send a parcel there. */
  shipping: number;
}

/** City, state, area code, thousands of likely buyers, reais of shipping. */
const rows: [city: string, state: string, areaCode: number, buyers: number, reais: number][] = [
  ['São Paulo', 'SP', 11, 1150, 17],
  ['Guarulhos', 'SP', 11, 120, 17],
  ['Santo André', 'SP', 11, 95, 17],
  ['Osasco', 'SP', 11, 70, 17],
  ['Campinas', 'SP', 19, 150, 17],
  ['Ribeirão Preto', 'SP', 16, 90, 17],
  ['São José dos Campos', 'SP', 12, 85, 17],
  ['Sorocaba', 'SP', 15, 75, 17],
  ['Santos', 'SP', 13, 60, 17],
  ['Belo Horizonte', 'MG', 31, 420, 12],
  ['Contagem', 'MG', 31, 80, 12],
  ['Uberlândia', 'MG', 34, 95, 14],
  ['Juiz de Fora', 'MG', 32, 75, 14],
  ['Poços de Caldas', 'MG', 35, 30, 14],
  ['Rio de Janeiro', 'RJ', 21, 520, 18],
  ['Niterói', 'RJ', 21, 80, 18],
  ['Petrópolis', 'RJ', 24, 35, 18],
  ['Vitória', 'ES', 27, 60, 18],
  ['Vila Velha', 'ES', 27, 50, 18],
  ['Curitiba', 'PR', 41, 220, 20],
  ['Londrina', 'PR', 43, 65, 20],
  ['Maringá', 'PR', 44, 50, 20],
  ['Florianópolis', 'SC', 48, 95, 21],
  ['Joinville', 'SC', 47, 60, 21],
  ['Blumenau', 'SC', 47, 45, 21],
  ['Porto Alegre', 'RS', 51, 170, 23],
  ['Caxias do Sul', 'RS', 54, 50, 23],
  ['Pelotas', 'RS', 53, 30, 23],
  ['Brasília', 'DF', 61, 220, 21],
  ['Goiânia', 'GO', 62, 120, 21],
  ['Cuiabá', 'MT', 65, 45, 26],
  ['Campo Grande', 'MS', 67, 45, 25],
  ['Salvador', 'BA', 71, 160, 26],
  ['Feira de Santana', 'BA', 75, 35, 26],
  ['Recife', 'PE', 81, 125, 28],
  ['Fortaleza', 'CE', 85, 130, 28],
  ['Natal', 'RN', 84, 50, 28],
  ['João Pessoa', 'PB', 83, 50, 28],
  ['Campina Grande', 'PB', 83, 22, 28],
  ['Maceió', 'AL', 82, 45, 28],
  ['Aracaju', 'SE', 79, 38, 27],
  ['São Luís', 'MA', 98, 50, 32],
  ['Teresina', 'PI', 86, 40, 30],
  ['Belém', 'PA', 91, 75, 34],
  ['Manaus', 'AM', 92, 65, 38],
  ['Palmas', 'TO', 63, 18, 30],
  ['Porto Velho', 'RO', 69, 16, 38],
  ['Rio Branco', 'AC', 68, 10, 40],
  ['Macapá', 'AP', 96, 9, 40],
  ['Boa Vista', 'RR', 95, 8, 42],
];

const places: readonly Place[] = rows.map(([city, state, areaCode, , reais]) => ({
  city,
  state,
  areaCode,
  shipping: reais * 100 + 90,
}));
const weights = rows.map(([, , , buyers]) => buyers);

/** Where the shop has its counter. */
export const homeTown: Place = { city: 'Belo Horizonte', state: 'MG', areaCode: 31, shipping: 1290 };

/** Where a customer of the online shop lives. */
export function pickPlace(random: Random): Place {
  return places[random.weighted(weights)] ?? homeTown;
}
