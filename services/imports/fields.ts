/** What a column of an order file can mean; the right-hand side of `--map column=field`. */
export const fields = [
  'order_id',
  'date',
  'time',
  'updated_at',
  'status',
  'payment_status',
  'cancelled_at',
  'customer_id',
  'email',
  'name',
  'first_name',
  'last_name',
  'phone',
  'document',
  'city',
  'state',
  'channel',
  'currency',
  'total',
  'gross',
  'discount',
  'tax',
  'shipping',
  'refunded',
  'refunded_at',
  'product',
  'product_name',
  'category',
  'quantity',
  'unit_price',
  'line_total',
  'line_discount',
] as const;

export type Field = (typeof fields)[number];

/** Position in each line of the column of a field. */
export type Columns = Partial<Record<Field, number>>;

/** The trimmed text of a field in one line; empty where the file has no such column. */
export type Cell = (field: Field) => string;

/** Amounts that belong to the order, though a file of lines may repeat them on each of its lines. */
export const orderAmounts = ['total', 'gross', 'discount', 'tax', 'shipping', 'refunded'] as const;

export type OrderAmount = (typeof orderAmounts)[number];

/** Fields that hold a number, money or quantity. */
export const numberFields = [
  ...orderAmounts,
  'quantity',
  'unit_price',
  'line_total',
  'line_discount',
] as const;

/** Fields that hold a date or a stamp. */
export const dateFields = ['date', 'updated_at', 'refunded_at'] as const;

/** Any one of these tells who bought. */
export const customerFields = [
  'customer_id',
  'email',
  'document',
  'phone',
  'name',
  'first_name',
  'last_name',
] as const;
