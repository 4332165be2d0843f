import type { Field } from './fields.ts';

/** An export whose headings mean something else than they do elsewhere. */
export interface Dialect {
  /** The headings by which the export is recognised, all of them. */
  signature: string[];
  columns: Partial<Record<Field, string>>;
  /** Headings that must not be taken for what they look like. */
  ignored: string[];
}

export const dialects: Dialect[] = [
  {
    // Shopify: `Name` is the order's name, `Id` a second id, `Subtotal` is after discounts.
    signature: ['financial status', 'lineitem price'],
    columns: { order_id: 'name', date: 'created at' },
    ignored: ['id', 'subtotal', 'paid at'],
  },
];
