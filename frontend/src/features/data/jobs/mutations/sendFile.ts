import { CombinedGraphQLErrors } from '@apollo/client';
import type { GraphQLFormattedError } from 'graphql';
import { isUpload, type Upload } from '../model/uploads';

/**
 * Sends a file to the gateway as it is. Told of progress (0 to 1), ended by the signal. Rejects with the gateway's own error
 * where it gave one. Not `fetch`, which does not say how much of a body was sent.
 */
export function sendFile(
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    signal.addEventListener('abort', stop);
    request.open('POST', `/files?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total);
    request.onload = () => {
      const answer = parse(request.responseText);
      if (request.status === 201 && isUpload(answer)) {
        resolve(answer);
      } else {
        reject(refusal(answer));
      }
    };
    request.onerror = () => reject(new TypeError('The file was not sent.'));
    request.onabort = () => reject(new DOMException('The file was not sent.', 'AbortError'));
    request.onloadend = () => signal.removeEventListener('abort', stop);
    request.send(file);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The gateway refuses as it does everywhere, with GraphQL errors; what stands between may answer otherwise. */
function refusal(answer: unknown): Error {
  if (typeof answer === 'object' && answer !== null && 'errors' in answer && Array.isArray(answer.errors)) {
    return new CombinedGraphQLErrors({ errors: answer.errors as GraphQLFormattedError[] });
  }
  return new TypeError('The gateway could not be reached.');
}
