/** Another process has the job, or may have it: this one was thought dead, or the job is done. */
export class LostJobError extends Error {
  constructor() {
    super('another process has the job');
    this.name = 'LostJobError';
  }
}
