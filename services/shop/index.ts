export {
  type EmptyShop,
  EmptyShopError,
  explainEmpty,
  type FilledShop,
  findFilled,
  getFilledShop,
  lastKnownDay,
} from './filled-shop.ts';
export { type OpenedShop, openShop } from './open-shop.ts';
export { getShopStatus, type ShopStatus, type SourceStatus } from './shop-status.ts';
