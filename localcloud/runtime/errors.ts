import { RuntimeError } from '../types.ts';

/** The platform's codes for what can become of a call; those a phone sees after `cloud.callFunction:fail`. */
export const CODE = {
  /** No such function. */
  MISSING: -501000,
  /** The function threw, rejected, exited, was killed or answered something that is not JSON. */
  EXECUTE_FAIL: -504002,
  TIMED_OUT: -504003,
  RESULT_TOO_LARGE: -604001,
  /** A broken or too large event. */
  BAD_PARAMETERS: -501007,
  TOO_MANY_CALLS: -501004,
} as const;

const TEXT: Record<number, string> = {
  [CODE.EXECUTE_FAIL]: 'functions execute fail',
  [CODE.RESULT_TOO_LARGE]: 'cloudfunction result size exceed limit (1MB)',
  [CODE.BAD_PARAMETERS]: 'invalid parameters',
  [CODE.TOO_MANY_CALLS]: 'exceed concurrent request limit',
};

/** What failed and why, before it is known which call it belongs to. */
export interface Failure {
  errCode: number;
  message: string;
}

/** The failure with the platform's own text in front of the reason. */
export function failure(errCode: number, reason: string): Failure {
  const text = TEXT[errCode];
  return { errCode, message: text ? `${text}. ${reason}` : reason };
}

export const asRuntimeError = (failed: Failure, traceId: string): RuntimeError =>
  new RuntimeError(failed.errCode, failed.message, traceId);
