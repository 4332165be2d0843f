/** How far an import is: bytes of the file while checking and reading, orders while writing. */
export interface Progress {
  phase: 'checking' | 'reading' | 'writing';
  done: number;
  total: number;
}
