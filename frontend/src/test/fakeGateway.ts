import { ApolloClient, ApolloLink, Observable } from '@apollo/client';
import { type FormattedExecutionResult, type GraphQLFormattedError, OperationTypeNode } from 'graphql';
import { createCache } from '@/shared/apollo/cache';

export type Call = {
  readonly name: string;
  readonly variables: Record<string, unknown>;
  readonly answer: (data: object, errors?: readonly GraphQLFormattedError[]) => void;
  readonly refuse: (error: GraphQLFormattedError) => void;
  /** The connection is lost before an answer. */
  readonly lose: () => void;
  /** Aborted when the caller gave the request up; HTTP requests end with it. */
  readonly signal: AbortSignal | undefined;
  /** Nobody waits for the answer any more. */
  cancelled: boolean;
};

/**
 * A gateway whose answers the test gives, when it wants to: each operation that arrives is a `Call`.
 * A subscription may be answered many times.
 */
export class FakeGateway {
  readonly calls: Call[] = [];

  readonly client = new ApolloClient({
    cache: createCache(),
    link: new ApolloLink(
      (operation) =>
        new Observable((observer) => {
          const isFeed = operation.operationType === OperationTypeNode.SUBSCRIPTION;
          const send = (result: FormattedExecutionResult) => {
            if (call.cancelled) {
              return;
            }
            observer.next(result as Parameters<typeof observer.next>[0]);
            if (!isFeed) {
              observer.complete();
            }
          };
          const call: Call = {
            name: operation.operationName ?? '',
            variables: operation.variables,
            signal: (operation.getContext().fetchOptions as RequestInit | undefined)?.signal ?? undefined,
            answer: (data, errors) =>
              send({ data: data as Record<string, unknown>, ...(errors === undefined ? {} : { errors }) }),
            refuse: (error) => send({ data: null, errors: [error] }),
            lose: () => {
              if (!call.cancelled) observer.error(new TypeError('Failed to fetch'));
            },
            cancelled: false,
          };
          this.calls.push(call);
          return () => {
            call.cancelled = true;
          };
        }),
    ),
    defaultOptions: { watchQuery: { errorPolicy: 'all' }, query: { errorPolicy: 'all' } },
  });

  /** Calls of one operation, in order of arrival. */
  of(name: string): Call[] {
    return this.calls.filter((call) => call.name === name);
  }

  /** The newest call of an operation. Fails when there is none. */
  last(name: string): Call {
    const call = this.of(name).at(-1);
    if (call === undefined) {
      throw new Error(`No call of ${name} arrived, only: ${this.calls.map((one) => one.name).join(', ')}`);
    }
    return call;
  }
}
