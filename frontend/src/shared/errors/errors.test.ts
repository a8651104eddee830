import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';
import { buildSchema, GraphQLEnumType } from 'graphql';
import { describe, expect, it } from 'vitest';
import sdl from '../../../../schema/schema.graphql?raw';
import { type AppError, errorsAt, fieldProblems, toAppError, toAppErrors } from './appError';
import { explain } from './explain';

const answer = (errors: Parameters<typeof toAppErrors>[0]) => toAppErrors(errors);

function serverError(statusCode: number, bodyText: string): ServerError {
  return new ServerError('refused', { response: new Response(null, { status: statusCode }), bodyText });
}

describe('errors', () => {
  it('explain every code of the schema', () => {
    const codes = buildSchema(sdl).getType('ErrorCode');
    expect(codes).toBeInstanceOf(GraphQLEnumType);
    for (const { name } of (codes as GraphQLEnumType).getValues()) {
      const known = toAppError(
        new CombinedGraphQLErrors({ errors: [{ message: 'm', extensions: { code: name } }] }),
      );
      expect(known?.code).toBe(name);
      expect(explain({ code: name as AppError['code'] }).advice).not.toBe('');
    }
  });

  it('say what stands in the way of a change, which is not always another change', () => {
    const title = (details: unknown) => explain({ code: 'CONFLICT', details }).title;
    expect(title({ current: {}, resourceVersion: '7' })).toBe('Changed meanwhile');
    expect(title({ cause: 'OPERATION_RUNS' })).toBe('A restart runs');
    expect(title({ cause: 'PAUSED' })).toBe('The cluster is paused');
    expect(title({ cause: 'AUTOSCALED' })).toBe('An autoscaler sets this');
    expect(title({ cause: 'A_CAUSE_OF_TOMORROW' })).toBe('Not as things stand');
  });

  it('say whose right is missing', () => {
    const advice = (details: unknown) => explain({ code: 'FORBIDDEN', details }).advice;
    expect(advice({ cause: 'RIGHT_MISSING' })).toMatch(/^This server lacks the right in Kubernetes/);
    expect(advice(null)).toMatch(/^Your role/);
  });

  it('keep code, request id, path and details of each', () => {
    const error = new CombinedGraphQLErrors({
      errors: [
        {
          message: 'Node B did not answer.',
          path: ['cluster', 'nodes', 1, 'status'],
          extensions: { code: 'TIMEOUT', requestId: 'r-1', details: { after: 5 } },
        },
        { message: 'Odd.', extensions: { code: 'A_CODE_OF_TOMORROW' } },
      ],
    });
    expect(answer(error)).toEqual([
      {
        code: 'TIMEOUT',
        message: 'Node B did not answer.',
        requestId: 'r-1',
        path: ['cluster', 'nodes', 1, 'status'],
        details: { after: 5 },
      },
      { code: 'UNKNOWN', message: 'Odd.', requestId: null, path: [], details: null },
    ]);
  });

  it('are found beside the field they left null', () => {
    const [first] = answer(
      new CombinedGraphQLErrors({ errors: [{ message: 'm', path: ['cluster', 'nodes', 1, 'status'] }] }),
    );
    const errors = first ? [first] : [];
    expect(errorsAt(errors, ['cluster', 'nodes', 1])).toEqual(errors);
    expect(errorsAt(errors, ['cluster', 'nodes', null])).toEqual(errors);
    expect(errorsAt(errors, ['cluster', 'nodes', 0])).toEqual([]);
    expect(errorsAt(errors, ['cluster', 'namespaces'])).toEqual([]);
  });

  it('say that the gateway is unreachable when nothing answered', () => {
    expect(toAppError(new TypeError('Failed to fetch'))?.code).toBe('OFFLINE');
    expect(toAppError(serverError(502, '<html>'))?.code).toBe('OFFLINE');
  });

  it('read the GraphQL body of a refused request', () => {
    const body = JSON.stringify({
      errors: [{ message: 'Too large.', extensions: { code: 'LIMIT_EXCEEDED' } }],
    });
    expect(toAppError(serverError(413, body))?.code).toBe('LIMIT_EXCEEDED');
    expect(toAppError(serverError(403, 'no'))?.code).toBe('UNKNOWN');
  });

  it('are none for no error', () => {
    expect(toAppErrors(null)).toEqual([]);
    expect(toAppErrors(undefined)).toEqual([]);
  });

  it('name the refused fields, alone or in a list', () => {
    const withDetails = (details: unknown): AppError => ({
      code: 'BAD_USER_INPUT',
      message: '',
      requestId: null,
      path: [],
      details,
    });
    const problem = { field: 'name', reason: 'taken' };
    expect(fieldProblems(withDetails(problem))).toEqual([problem]);
    expect(fieldProblems(withDetails([problem, problem]))).toEqual([problem, problem]);
    expect(fieldProblems(withDetails({ fields: [problem] }))).toEqual([problem]);
    expect(fieldProblems(withDetails('text'))).toEqual([]);
    expect(fieldProblems(withDetails(null))).toEqual([]);
  });
});
