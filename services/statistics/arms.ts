/** The customers of one arm of a campaign; both whole numbers. */
export interface Arm {
  members: number;
  /** Members who converted, each counted once. */
  converted: number;
}

/** The two arms of a campaign with a holdout. */
export interface Arms {
  treated: Arm;
  heldOut: Arm;
}
