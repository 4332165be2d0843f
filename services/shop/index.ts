export { type OpenedShop, openShop } from './open-shop.ts';
export { getShopStatus, lastKnownDay, type ShopStatus, type SourceStatus } from './shop-status.ts';
