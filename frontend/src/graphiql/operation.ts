import { type DocumentNode, Kind, parse } from 'graphql';

interface Operation {
  readonly documentAST?: DocumentNode;
  /** Absent for an anonymous operation, or when the reader has to choose. */
  readonly operationName?: string;
}

/**
 * What is sent, read from the query itself. GraphiQL's own reading lags behind its editor: what was just pasted and run
 * would go by the name and over the transport of what stood there before.
 */
export function operationOf(query: string, named: string | null | undefined): Operation {
  let documentAST: DocumentNode;
  try {
    documentAST = parse(query);
  } catch {
    // The gateway says what is wrong with it.
    return typeof named === 'string' ? { operationName: named } : {};
  }
  const names = documentAST.definitions
    .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
    .map(({ name }) => name?.value);
  const operationName = names.length === 1 ? names[0] : names.find((name) => name === named);
  return operationName === undefined ? { documentAST } : { documentAST, operationName };
}
