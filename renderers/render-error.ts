/** Why a picture was not drawn. */
export type RenderFailure = 'bad_spec' | 'refused' | 'timeout' | 'crashed' | 'busy' | 'closed';

/** A picture that was not drawn; the answer it belongs to is given without it. */
export class RenderError extends Error {
  readonly failure: RenderFailure;

  constructor(failure: RenderFailure, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'RenderError';
    this.failure = failure;
  }
}
