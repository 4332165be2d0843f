import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { ServiceError } from '../errors.ts';
import { type Draft, draftInstant } from './draft.ts';

/** Does a piece of writing, which nothing but a full disk keeps from being done. */
function keep(write: () => unknown): void {
  try {
    write();
  } catch (error) {
    throw new ServiceError('upstream', 'import_no_space', {}, { cause: error });
  }
}

/**
 * Orders on their way through a temporary database, so that memory stays flat however large the file is. The database
 * has no name: the system drops it with the process, however that ends.
 */
export class Spool {
  readonly #db: DatabaseSync;
  readonly #insert: StatementSync;
  readonly #reject: StatementSync;
  #waiting = 0;

  constructor() {
    this.#db = new DatabaseSync('');
    this.#db.exec(`
      pragma journal_mode = off;
      pragma synchronous = off;
      pragma cache_size = -32000;
      create table drafts (seq integer primary key, key text not null, at integer not null, draft text not null);
      create table incomplete (key text primary key) without rowid;
      begin`);
    this.#insert = this.#db.prepare('insert into drafts (key, at, draft) values (?, ?, ?)');
    this.#reject = this.#db.prepare('insert or ignore into incomplete (key) values (?)');
  }

  /** Puts lines of an order by; throws import_no_space when the disk is full. */
  add(draft: Draft): void {
    keep(() => {
      this.#insert.run(draft.key, draftInstant(draft), JSON.stringify(draft));
      // Committing now and then lets the cache go.
      if (++this.#waiting % 50_000 === 0) this.#db.exec('commit; begin');
    });
  }

  /** Remembers that a line of this order was refused; throws import_no_space when the disk is full. */
  addIncomplete(key: string): void {
    keep(() => this.#reject.run(key));
  }

  /** Ends writing; only then can be read. */
  close(): void {
    if (this.#db.isOpen) this.#db.close();
  }

  /** Sorts what was put by. Returns how many orders there are; throws import_no_space when the disk is full. */
  finish(apart: boolean): number {
    const count = apart ? 'count(*)' : 'count(distinct key)';
    keep(() => this.#db.exec('commit; create index drafts_key on drafts (key, at)'));
    return Number(this.#db.prepare(`select ${count} as orders from drafts`).get()?.orders ?? 0);
  }

  /** How many orders lost a line though other lines of them are good, with the first few by name. */
  incomplete(): { orders: number; examples: string[] } {
    const lost = 'from incomplete i where exists (select 1 from drafts d where d.key = i.key)';
    const orders = Number(this.#db.prepare(`select count(*) as n ${lost}`).get()?.n ?? 0);
    const rows = this.#db.prepare(`select i.key ${lost} order by i.key limit 10`).all();
    return { orders, examples: rows.map((row) => String(row.key)) };
  }

  /** All that was put by, in the order in which the orders were placed; what has the same key stands together. */
  *read(): Generator<Draft> {
    // Sorting the keys alone and looking each draft up is far quicker than sorting the drafts.
    const sorted = this.#db.prepare(`
      select d.seq
      from (select key, min(at) as first from drafts group by key) o
      join drafts d on d.key = o.key
      order by o.first, o.key, d.seq`);
    const find = this.#db.prepare('select draft from drafts where seq = ?');
    for (const { seq } of sorted.iterate()) {
      yield JSON.parse(String(find.get(seq ?? 0)?.draft)) as Draft;
    }
  }
}
