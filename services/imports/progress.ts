/**
 * How far an import is: bytes of the file while checking and reading, orders while writing, answers
 * while preparing.
 */
export interface Progress {
  phase: 'checking' | 'reading' | 'writing' | 'preparing';
  done: number;
  total: number;
}
