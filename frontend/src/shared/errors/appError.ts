import { CombinedGraphQLErrors, ServerError, ServerParseError } from '@apollo/client/errors';
import type { GraphQLFormattedError } from 'graphql';
import type { ErrorCode, Problem } from '@/gql/schema';

/** Codes this page adds to the schema's own: the answer never came, or was not GraphQL. */
export type ClientErrorCode = 'OFFLINE' | 'UNKNOWN';

/** One thing that went wrong, in the form every screen shows. */
export interface AppError {
  readonly code: ErrorCode | ClientErrorCode;
  /** The gateway's sentence; written for people, free of internal text. */
  readonly message: string;
  /** Finds the gateway's log lines. Null when the error did not come from the gateway. */
  readonly requestId: string | null;
  /** Where in the answer the error left a null, such as `['cluster', 'nodes', 0, 'status']`. */
  readonly path: readonly (string | number)[];
  /** What `extensions.details` held: fields and reasons, the server's result code, the current state of a conflict. */
  readonly details: unknown;
}

/** Every code of the schema; the type makes a missing or a surplus one a compile error. */
const KNOWN_CODES: Readonly<Record<ErrorCode, true>> = {
  ALREADY_EXISTS: true,
  BAD_USER_INPUT: true,
  CONFLICT: true,
  FORBIDDEN: true,
  GRAPHQL_PARSE_FAILED: true,
  GRAPHQL_VALIDATION_FAILED: true,
  INTERNAL: true,
  LIMIT_EXCEEDED: true,
  NOT_FOUND: true,
  PERSISTED_QUERY_NOT_FOUND: true,
  RATE_LIMITED: true,
  TIMEOUT: true,
  UNAUTHENTICATED: true,
  UNAVAILABLE: true,
  UNSUPPORTED: true,
};

/** Everything that went wrong in one answer, in order. Empty for null and undefined. */
export function toAppErrors(error: unknown): AppError[] {
  if (error === null || error === undefined) return [];
  if (CombinedGraphQLErrors.is(error)) return error.errors.map(fromGraphQLError);
  if (Array.isArray(error)) return (error as GraphQLFormattedError[]).map(fromGraphQLError);
  if (ServerError.is(error)) return fromServerError(error);
  if (ServerParseError.is(error)) {
    return [
      clientError('UNKNOWN', `The gateway answered ${error.statusCode} with something that is not GraphQL.`),
    ];
  }
  return [clientError('OFFLINE', 'The gateway could not be reached.')];
}

/** The first thing that went wrong, or null. */
export function toAppError(error: unknown): AppError | null {
  return toAppErrors(error)[0] ?? null;
}

/** Whether no answer of the gateway came: what was asked for may have been done. */
export function isUnanswered({ code }: AppError): boolean {
  return code === 'OFFLINE' || code === 'UNKNOWN';
}

/** A problem that came as data (health, partial answers) in the form of an error. */
export function fromProblem(problem: Pick<Problem, 'code' | 'message'>): AppError {
  return { code: problem.code, message: problem.message, requestId: null, path: [], details: null };
}

/**
 * Errors that left a null at or below `path`; show them beside the field they explain.
 * A `null` in `path` stands for any list index.
 */
export function errorsAt(errors: readonly AppError[], path: readonly (string | number | null)[]): AppError[] {
  return errors.filter((error) =>
    path.every((step, index) => {
      const actual = error.path[index];
      return step === null ? typeof actual === 'number' : actual === step;
    }),
  );
}

/** A field of the input the gateway refused, as `details` names it. */
export interface FieldProblem {
  readonly field: string;
  readonly reason: string;
}

/** The refused fields named by `details`; empty when it names none. */
export function fieldProblems(error: AppError): FieldProblem[] {
  const { details } = error;
  const candidates: unknown[] = Array.isArray(details) ? details : [details];
  const nested = candidates.flatMap((entry) =>
    isObject(entry) && Array.isArray(entry.fields) ? (entry.fields as unknown[]) : [entry],
  );
  return nested.filter(
    (entry): entry is FieldProblem =>
      isObject(entry) && typeof entry.field === 'string' && typeof entry.reason === 'string',
  );
}

function fromGraphQLError(error: GraphQLFormattedError): AppError {
  const extensions = error.extensions ?? {};
  const code = extensions.code;
  const requestId = extensions.requestId;
  return {
    code: isErrorCode(code) ? code : 'UNKNOWN',
    message: error.message,
    requestId: typeof requestId === 'string' ? requestId : null,
    path: error.path ?? [],
    details: extensions.details ?? null,
  };
}

/** The gateway answers refused requests (too large, wrong origin, …) with a status and a GraphQL error body. */
function fromServerError(error: ServerError): AppError[] {
  try {
    const body: unknown = JSON.parse(error.bodyText);
    if (isObject(body) && Array.isArray(body.errors) && body.errors.length > 0) {
      return (body.errors as GraphQLFormattedError[]).map(fromGraphQLError);
    }
  } catch {
    // Not JSON: a proxy in between answered. The status is all there is to tell.
  }
  const unreachable = error.statusCode === 502 || error.statusCode === 503 || error.statusCode === 504;
  return [
    clientError(unreachable ? 'OFFLINE' : 'UNKNOWN', `The gateway answered with status ${error.statusCode}.`),
  ];
}

function clientError(code: ClientErrorCode, message: string): AppError {
  return { code, message, requestId: null, path: [], details: null };
}

function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(KNOWN_CODES, code);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
