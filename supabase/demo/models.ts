/** A day by years since the shop opened, month (1 to 12) and day of month. */
type CareerDay = [years: number, month: number, dayOfMonth: number];

/** A version of one of the demo shop's models, and how good it is. */
export interface ModelCareer {
  model: string;
  version: string;
  threshold: number;
  from: CareerDay;
  /** Its last day; still in use where there is none. */
  to: CareerDay | null;
  /** The day of the week on which it is asked (0 is Sunday); null every day. */
  weekday: number | null;
  /** Activations on such a day. */
  each: number;
  /** Days until it is known what came. */
  horizon: number;
  /** Milliseconds that it takes at least, as a rule. */
  latency: number;
  /** The score of a uniform number of 0 to 1: what it says. By products alone, which are the same on every machine. */
  score: (luck: number) => number;
  /** How likely what it foretells really is. */
  truth: (score: number) => number;
}

/** The chance of leaving, asked every Monday: the second version ranks far better, and promises too much. */
const churn = { model: 'churn-risk', weekday: 1, horizon: 45 };
/** The chance of ordering within a month: the first version promised too little. */
const purchase = { model: 'next-purchase', weekday: null, horizon: 30 };
/** The chance that a mailing at that hour is opened: the second version is too new to be judged. */
const sending = { model: 'send-time', weekday: null, horizon: 3 };

export const modelCareers: ModelCareer[] = [
  {
    ...churn,
    version: 'v1',
    threshold: 0.35,
    from: [2, 9, 1],
    to: [3, 3, 30],
    each: 18,
    latency: 40,
    score: (luck) => 0.12 + 0.4 * luck * luck,
    truth: (score) => score,
  },
  {
    ...churn,
    version: 'v2',
    threshold: 0.5,
    from: [3, 4, 1],
    to: null,
    each: 18,
    latency: 85,
    score: (luck) => 0.02 + 0.94 * luck * luck,
    truth: (score) => 0.68 * score,
  },
  {
    ...purchase,
    version: 'v1',
    threshold: 0.3,
    from: [2, 11, 1],
    to: [3, 5, 31],
    each: 2,
    latency: 30,
    score: (luck) => 0.05 + 0.45 * luck * luck,
    truth: (score) => 1.4 * score,
  },
  {
    ...purchase,
    version: 'v2',
    threshold: 0.45,
    from: [3, 6, 1],
    to: null,
    each: 2,
    latency: 35,
    score: (luck) => 0.03 + 0.87 * luck * luck,
    truth: (score) => score,
  },
  {
    ...sending,
    version: 'v1',
    threshold: 0.4,
    from: [3, 5, 1],
    to: [3, 11, 8],
    each: 2,
    latency: 12,
    score: (luck) => 0.12 + 0.5 * luck,
    truth: (score) => score,
  },
  {
    ...sending,
    version: 'v2',
    threshold: 0.4,
    from: [3, 11, 9],
    to: null,
    each: 4,
    latency: 14,
    score: (luck) => 0.08 + 0.75 * luck,
    truth: (score) => score,
  },
];
