import { notifications } from '@mantine/notifications';
import { type AppError, toAppErrors } from '../errors/appError';
import { explain } from '../errors/explain';

/** Says in a corner that something was done. */
export function notifyDone(message: string): void {
  notifications.show({ message, color: 'teal', autoClose: 4000 });
}

/** Says in a corner what went wrong; stays until closed when it needs someone. */
export function notifyError(error: unknown): void {
  toAppErrors(error).forEach(notifyProblem);
}

/** The same for a problem that came as data. */
export function notifyProblem(error: AppError): void {
  const { message, requestId } = error;
  const { title, advice, severity } = explain(error);
  notifications.show({
    title,
    message: `${message} ${advice}${requestId === null ? '' : ` (request ${requestId})`}`,
    color: severity === 'error' ? 'red' : severity === 'warning' ? 'yellow' : 'blue',
    autoClose: severity === 'error' ? false : 8000,
  });
}
