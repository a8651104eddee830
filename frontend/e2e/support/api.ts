import type { APIRequestContext } from '@playwright/test';

/** The public GraphQL API, as a script uses it. */
export class Api {
  constructor(private readonly request: APIRequestContext) {}

  /** Runs one operation. Rejects when it has an error. */
  async run<T>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
    const response = await this.request.post('/graphql', { data: { query, variables } });
    const body = (await response.json()) as { data?: T; errors?: readonly { readonly message: string }[] };
    if (body.errors !== undefined || body.data === undefined) {
      throw new Error(
        `The gateway refused: ${body.errors?.map(({ message }) => message).join('; ') ?? 'no data'}`,
      );
    }
    return body.data;
  }
}
