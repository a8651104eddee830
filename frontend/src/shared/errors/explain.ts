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

/**
 * Title and advice for each code. Exhaustive: a code added to the schema fails to compile here until it is explained.
 */
export function explain(code: AppError['code']): Explanation {
  switch (code) {
    case 'BAD_USER_INPUT':
      return say('Not accepted', 'Correct the value named in the message and try again.', 'error');
    case 'UNAUTHENTICATED':
      return say('Signed out', 'Sign in and try again.', 'error');
    case 'FORBIDDEN':
      return say(
        'Not allowed',
        'Your role does not include this. Ask whoever administers this installation.',
        'error',
      );
    case 'NOT_FOUND':
      return say('Not found', 'It may have been removed or renamed. Go back and choose again.', 'warning');
    case 'ALREADY_EXISTS':
      return say('Already exists', 'Choose another name or key, or open the one that exists.', 'error');
    case 'CONFLICT':
      return say(
        'Changed meanwhile',
        'Someone else changed this after you opened it. Load the present state, then apply your change again.',
        'warning',
      );
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

function say(title: string, advice: string, severity: Severity, retryable = false): Explanation {
  return { title, advice, severity, retryable };
}
