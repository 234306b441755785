/** A desk was asked for something it cannot do; `status` is the HTTP status for the person who asked. */
export class DeskError extends Error {
  constructor(
    readonly status: 400 | 404 | 409,
    message: string,
  ) {
    super(message);
    this.name = 'DeskError';
  }
}
