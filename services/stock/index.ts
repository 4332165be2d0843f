export { getStock, type Stock } from './get-stock.ts';
export type { StockItem } from './judge-stock.ts';
