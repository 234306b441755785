import { EngineError, RuntimeError } from '../types.ts';

/**
 * The codes of the service. The SDK turns some of them into numbers (`errCode`); whatever it does not know becomes
 * −501001.
 */
export type ServiceCode =
  | 'INVALID_PARAM'
  | 'EXCEED_REQUEST_LIMIT'
  | 'EXCEED_CONCURRENT_REQUEST_LIMIT'
  | 'SYS_ERR'
  | 'DATABASE_REQUEST_FAILED'
  | 'DATABASE_COLLECTION_NOT_EXIST'
  | 'DATABASE_TRANSACTION_CONFLICT'
  | 'DATABASE_TRANSACTION_FAIL'
  | 'STORAGE_FILE_NONEXIST'
  | 'STORAGE_REQUEST_FAIL'
  | 'FUNCTION_NOT_FOUND'
  | 'FUNCTIONS_EXECUTE_FAIL'
  | 'FUNCTIONS_TIME_LIMIT_EXCEEDED';

/** A request the service refuses; reaches the SDK as `{ code, message, requestId }` with HTTP status 200. */
export class WireError extends Error {
  constructor(
    readonly code: ServiceCode,
    message: string,
  ) {
    super(message);
    this.name = 'WireError';
  }
}

const ADVICE = 'Please check your request, but if the problem cannot be solved, contact us.';

/** What a failed request is called by the service; unexpected errors become SYS_ERR, without their stack. */
export function serviceError(error: unknown): { code: ServiceCode; message: string } {
  if (error instanceof WireError) return { code: error.code, message: error.message };
  if (error instanceof EngineError) return engineError(error);
  if (error instanceof RuntimeError) return functionError(error);
  const text = error instanceof Error ? error.message : String(error);
  return { code: 'SYS_ERR', message: `[InternalError] ${text}` };
}

function engineError(error: EngineError): { code: ServiceCode; message: string } {
  switch (error.code) {
    case 'COLLECTION_NOT_EXIST':
      return {
        code: 'DATABASE_COLLECTION_NOT_EXIST',
        message: `[ResourceNotFound] Db or Table not exist: ${error.message.replace(/^collection not exists: /, '')}. ${ADVICE}`,
      };
    case 'TRANSACTION_CONFLICT':
      return {
        code: 'DATABASE_TRANSACTION_CONFLICT',
        message: `[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. ${ADVICE}`,
      };
    case 'TRANSACTION_NOT_EXIST':
      return {
        code: 'DATABASE_TRANSACTION_FAIL',
        message: `[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, transaction must be commit or abort in 30 seconds. ${ADVICE}`,
      };
    case 'DUPLICATE_KEY':
      return {
        code: 'DATABASE_REQUEST_FAILED',
        message: `[FailedOperation.DuplicateWrite] multiple write errors: [{write errors: [{${error.message}}]}, {<nil>}]`,
      };
    case 'COLLECTION_EXISTS':
      return { code: 'DATABASE_REQUEST_FAILED', message: `[ResourceExist] Table exist. ${error.message}` };
    case 'LOCK_TIMEOUT':
      return { code: 'DATABASE_REQUEST_FAILED', message: `[FailedOperation.LockTimeout] ${error.message}` };
    case 'BAD_VALUE':
      return { code: 'DATABASE_REQUEST_FAILED', message: `[FailedOperation] ${error.message}` };
  }
}

const FUNCTION_CODES: Record<string, ServiceCode> = {
  '-501000': 'FUNCTION_NOT_FOUND',
  '-501004': 'EXCEED_CONCURRENT_REQUEST_LIMIT',
  '-501007': 'INVALID_PARAM',
  '-504002': 'FUNCTIONS_EXECUTE_FAIL',
  '-504003': 'FUNCTIONS_TIME_LIMIT_EXCEEDED',
};

function functionError(error: RuntimeError): { code: ServiceCode; message: string } {
  const code = FUNCTION_CODES[String(error.errCode)] ?? 'FUNCTIONS_EXECUTE_FAIL';
  return { code, message: `errCode: ${error.errCode} | errMsg: ${error.message}` };
}
