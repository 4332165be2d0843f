const categories = [
  'Cafés em grão',
  'Cafés moídos',
  'Cápsulas e drip',
  'Métodos de preparo',
  'Moedores e acessórios',
  'Xícaras e presentes',
] as const;

export interface Product {
  sku: string;
  name: string;
  category: (typeof categories)[number];
  /** Cents, before and after the one rise of prices. */
  price: number;
  raisedPrice: number;
  /** How often it is chosen beside the others. */
  weight: number;
  /** How much more often where a present is looked for. */
  gift: number;
  /** Whole months after the shop's opening when it first appears. */
  launched: number;
  season: 'summer' | 'christmas' | null;
  /** A customer's own coffee, bought again and again. */
  staple: boolean;
}

type Row = [name: string, reais: number, weight: number, launched?: number, season?: Product['season']];

const rows: Record<(typeof categories)[number], Row[]> = {
  'Cafés em grão': [
    ['Sul de Minas clássico em grão 250 g', 39, 12],
    ['Sul de Minas clássico em grão 1 kg', 129, 6],
    ['Cerrado Mineiro notas de chocolate em grão 250 g', 42, 10],
    ['Cerrado Mineiro notas de chocolate em grão 1 kg', 139, 5],
    ['Mantiqueira frutado em grão 250 g', 49, 8],
    ['Chapada Diamantina floral em grão 250 g', 52, 5],
    ['Caparaó microlote em grão 250 g', 62, 4],
    ['Alta Mogiana encorpado em grão 250 g', 44, 7],
    ['Norte Pioneiro caramelado em grão 250 g', 46, 4, 8],
    ['Matas de Minas orgânico em grão 250 g', 54, 4, 14],
    ['Espresso da casa em grão 500 g', 74, 8],
    ['Descafeinado natural em grão 250 g', 56, 2],
    ['Geisha edição limitada em grão 150 g', 119, 1.5, 20],
    ['Fermentado anaeróbico em grão 250 g', 69, 3, 33],
  ],
  'Cafés moídos': [
    ['Sul de Minas clássico moído 250 g', 39, 11],
    ['Sul de Minas clássico moído 500 g', 69, 8],
    ['Cerrado Mineiro moído médio 250 g', 42, 8],
    ['Mantiqueira moído para coador 250 g', 49, 5],
    ['Espresso da casa moído fino 250 g', 44, 4],
    ['Café da vovó torra escura moído 500 g', 59, 6],
    ['Descafeinado moído 250 g', 56, 2],
    ['Orgânico da agrofloresta moído 250 g', 54, 3, 14],
    ['Moka do domingo moído 250 g', 44, 3, 6],
  ],
  'Cápsulas e drip': [
    ['Cápsulas intenso, 10 unidades', 24, 7],
    ['Cápsulas suave, 10 unidades', 24, 6],
    ['Cápsulas descafeinado, 10 unidades', 26, 2],
    ['Cápsulas sortidas, 50 unidades', 109, 4, 5],
    ['Drip coffee Sul de Minas, 10 sachês', 34, 5],
    ['Drip coffee Mantiqueira, 10 sachês', 39, 4, 3],
    ['Drip coffee sortido de viagem, 20 sachês', 64, 3, 10],
    ['Cold brew garrafa 1 l', 32, 7, 0, 'summer'],
    ['Concentrado de cold brew 500 ml', 38, 4, 23, 'summer'],
  ],
  'Métodos de preparo': [
    ['Coador de pano com suporte', 44, 3],
    ['Coador cônico de acrílico', 54, 4],
    ['Coador cônico de cerâmica', 119, 2],
    ['Prensa francesa 600 ml', 129, 3],
    ['Cafeteira italiana 6 xícaras', 149, 3],
    ['Cafeteira de pressão manual de viagem', 269, 1.5, 4],
    ['Jarra de vidro com filtro 800 ml', 189, 1.5],
    ['Chaleira bico de ganso 1 l', 219, 1.5],
    ['Chaleira elétrica com temperatura 800 ml', 459, 0.7, 9],
    ['Torre de cold brew 1 l', 199, 1.5, 10, 'summer'],
  ],
  'Moedores e acessórios': [
    ['Moedor manual de cerâmica', 159, 2],
    ['Moedor manual de aço', 389, 1],
    ['Moedor elétrico de lâminas', 179, 1.2],
    ['Filtros de papel tamanho 2, 100 unidades', 19, 7],
    ['Filtros de papel tamanho 4, 100 unidades', 24, 5],
    ['Balança com cronômetro', 149, 1.5, 3],
    ['Pote hermético com válvula 500 g', 79, 2.5],
    ['Escova de limpeza para moedor', 22, 2],
    ['Mixer cremador de leite', 69, 2],
  ],
  'Xícaras e presentes': [
    ['Caneca de ágata esmaltada 350 ml', 49, 3],
    ['Xícara de espresso, par', 64, 2.5],
    ['Xícara de cappuccino feita à mão', 84, 2],
    ['Copo térmico 350 ml', 99, 2.5],
    ['Copo americano duplo, jogo de 4', 59, 1.5, 7],
    ['Kit degustação quatro regiões', 139, 3.5],
    ['Kit primeiro coador', 169, 2],
    ['Kit café da manhã mineiro', 199, 2, 4],
    ['Cesta de Natal da torrefação', 249, 5, 0, 'christmas'],
    ['Panetone de café 500 g', 69, 6, 0, 'christmas'],
    ['Livro do café em casa', 79, 1, 16],
  ],
};

/** What the demo shop sells; prices end in ,90. */
export const products: readonly Product[] = categories.flatMap((category, index) =>
  rows[category].map(([name, reais, weight, launched = 0, season = null], place) => {
    const coffee = index < 3;
    const sku = `${'GMCPAX'[index]}${String(place + 1).padStart(3, '0')}`;
    return {
      sku,
      name,
      category,
      price: reais * 100 + 90,
      raisedPrice: Math.round((reais * (coffee ? 112 : 105)) / 100) * 100 + 90,
      weight,
      gift: giftOf(category),
      launched,
      season,
      staple: coffee && season === null,
    };
  }),
);

function giftOf(category: Product['category']): number {
  if (category === 'Xícaras e presentes') return 4;
  return category === 'Métodos de preparo' || category === 'Moedores e acessórios' ? 1.5 : 0;
}
