import type { AppError } from './appError';

/** How loud an error is: `info` needs no action, `warning` may pass by itself, `error` needs someone. */
export type Severity = 'info' | 'warning' | 'error';

export interface Explanation {
  readonly title: string;
  /** What the reader can do. */
  readonly advice: string;
  readonly severity: Severity;
  /** Whether asking again, unchanged, can succeed. */
  readonly retryable: boolean;
}

/** What an explanation rests on. A problem that came as data may have no details. */
type Explained = Pick<AppError, 'code'> & { readonly details?: unknown };

/**
 * Title and advice for each code. Exhaustive: a code added to the schema fails to compile here until it is explained.
 */
export function explain({ code, details }: Explained): Explanation {
  switch (code) {
    case 'BAD_USER_INPUT':
      return say('Not accepted', 'Correct the value named in the message and try again.', 'error');
    case 'UNAUTHENTICATED':
      return say('Signed out', 'Sign in and try again.', 'error');
    case 'FORBIDDEN':
      return say(
        'Not allowed',
        causeIn(details) === 'RIGHT_MISSING'
          ? 'This server lacks the right in Kubernetes. Ask whoever administers Kubernetes to grant it.'
          : 'Your role does not include this. Ask whoever administers this installation.',
        'error',
      );
    case 'NOT_FOUND':
      return say('Not found', 'It may have been removed or renamed. Go back and choose again.', 'warning');
    case 'ALREADY_EXISTS':
      return say('Already exists', 'Choose another name or key, or open the one that exists.', 'error');
    case 'CONFLICT':
      return explainConflict(causeIn(details));
    case 'UNSUPPORTED':
      return say('Not supported here', 'This server or its edition does not offer it.', 'info');
    case 'LIMIT_EXCEEDED':
      return say('Over a limit', 'Ask for less at a time; the message names the limit.', 'error');
    case 'RATE_LIMITED':
      return say('Too many requests', 'Wait a moment, then try again.', 'warning', true);
    case 'UNAVAILABLE':
      return say(
        'Unavailable',
        'It could not be reached. Check that it runs and that its address is right.',
        'error',
        true,
      );
    case 'TIMEOUT':
      return say(
        'No answer in time',
        'It may be busy or unreachable. Try again, or ask for less.',
        'warning',
        true,
      );
    case 'PERSISTED_QUERY_NOT_FOUND':
    case 'GRAPHQL_PARSE_FAILED':
    case 'GRAPHQL_VALIDATION_FAILED':
      return say(
        'Page and gateway disagree',
        'The gateway was probably upgraded. Reload this page.',
        'error',
      );
    case 'INTERNAL':
      return say(
        'Internal error',
        'Nothing you entered caused this. Report the request id; the gateway logged the reason.',
        'error',
        true,
      );
    case 'OFFLINE':
      return say(
        'Gateway unreachable',
        'Check that the gateway runs and that you are connected.',
        'error',
        true,
      );
    case 'UNKNOWN':
      return say(
        'Unexpected answer',
        'Something between this page and the gateway answered instead. Try again, or reload.',
        'error',
        true,
      );
    default:
      return code satisfies never;
  }
}

/** What stands in the way of a change; without a cause, another change does. */
function explainConflict(cause: string | null): Explanation {
  switch (cause) {
    case null:
      return say(
        'Changed meanwhile',
        'Someone else changed this after you opened it. Load the present state, then apply your change again.',
        'warning',
      );
    case 'OPERATION_RUNS':
      return say('A restart runs', 'Wait until it has ended, or cancel it first.', 'warning');
    case 'PAUSED':
      return say(
        'The cluster is paused',
        'The operator leaves it alone meanwhile. Resume it, then try again.',
        'warning',
      );
    case 'BREAKER_OPEN':
      return say(
        'The operator has given up for now',
        'Its circuit breaker is open after many failures. Mend what fails, or reset the breaker.',
        'warning',
      );
    case 'AUTOSCALED':
      return say(
        'An autoscaler sets this',
        'It may set it back. Change or delete the autoscaler, or say that you want it all the same.',
        'warning',
      );
    case 'CLAIM_IN_USE':
    case 'CLAIM_AWAITED':
    case 'TEMPLATE_IN_USE':
      return say('Still in use', 'Take away what uses it first; the message names it.', 'warning');
    default:
      return say('Not as things stand', 'The message says what stands in the way.', 'warning');
  }
}

function causeIn(details: unknown): string | null {
  return typeof details === 'object' &&
    details !== null &&
    'cause' in details &&
    typeof details.cause === 'string'
    ? details.cause
    : null;
}

function say(title: string, advice: string, severity: Severity, retryable = false): Explanation {
  return { title, advice, severity, retryable };
}
