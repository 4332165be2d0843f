export {
  type Erasure,
  eraseCustomer,
  type Merge,
  mergeCustomers,
  type Split,
  splitCustomer,
  type Unmerge,
  unmergeCustomer,
} from './change-customer.ts';
export type { CustomerSummary } from './customer.ts';
export { type Found, findCustomers, type Match } from './find-customers.ts';
export { type Customer, type CustomerState, type ErasedCustomer, getCustomer } from './get-customer.ts';
export { type CustomerOrder, listOrders, type OrderCursor, type OrderPage } from './list-orders.ts';
