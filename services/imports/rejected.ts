/** Why one line, or one order, is not taken; each reason is a key by which the way in finds its sentence. */
export type RejectionReason =
  | 'too_few_columns'
  | 'too_many_columns'
  | 'broken_quotes'
  | 'bad_characters'
  | 'too_long'
  | 'no_order_id'
  | 'no_customer'
  | 'no_date'
  | 'bad_date'
  | 'unclear_date'
  | 'date_too_early'
  | 'date_in_future'
  | 'no_amount'
  | 'bad_amount'
  | 'too_precise'
  | 'too_large'
  | 'other_currency'
  | 'unknown_currency'
  | 'unknown_status'
  | 'mixed_currencies'
  | 'amounts_disagree'
  | 'no_event_id'
  | 'no_model'
  | 'no_version'
  | 'bad_probability'
  | 'bad_flag'
  | 'bad_latency'
  | 'no_outcome';

export type RejectionParams = { [name: string]: string | number };

/** Thrown where a line cannot be taken; never leaves the import. */
export class Rejected extends Error {
  readonly reason: RejectionReason;
  readonly params: RejectionParams;

  constructor(reason: RejectionReason, params: RejectionParams = {}) {
    super(reason);
    this.name = 'Rejected';
    this.reason = reason;
    this.params = params;
  }
}
