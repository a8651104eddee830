import { StreamLanguage, type StreamParser } from '@codemirror/language';

const WORDS = new Set(
  `AGGREGATE ALLOWLIST ALTER AND ANY AS ASINFO BETWEEN BINS BY CONTAINS CREATE DELETE DESC DIGEST DROP EDIGEST EXECUTE
  EXPLAIN FOR FROM GET GRANT HELP IN INDEX INDEXES INFO INSERT INTO JOBS KILL_QUERY KILL_SCAN LIMIT MAPKEYS MAPVALUES
  MODULE MODULES NAMESPACE NAMESPACES NODES ON OUTPUT PASSWORD PK PRIVILEGES QUERIES READ_QUOTA REGISTER REMOVE RESET
  REVOKE ROLE ROLES RUN SELECT SET SETS SHOW STAT SYSTEM TO TRUNCATE UPTO USER USERS VALUES WHERE WITHIN WRITE_QUOTA
  NUMERIC STRING GEO2DSPHERE BLOB LIST MAP`.split(/\s+/),
);
const CASTS = /^(?:BOOL|BYTES|FLOAT|GEOJSON|INT|JSON|LIST|MAP|STRING)$/i;
const ATOMS = /^(?:NULL|TRUE|FALSE)$/i;

/** `until` is what ends the text that is open: a quote, or `$$` of a module's source. */
type State = { until: string | null };

/** Colours of AQL. What a statement means is decided by the gateway alone. */
export const aqlParser: StreamParser<State> = {
  name: 'aql',
  startState: () => ({ until: null }),
  token(stream, state) {
    if (state.until !== null) {
      return endOfText(stream, state, state.until);
    }
    if (stream.eatSpace()) {
      return null;
    }
    if (stream.match('--')) {
      stream.skipToEnd();
      return 'comment';
    }
    for (const quote of ['$$', "'", '"']) {
      if (stream.match(quote)) {
        return endOfText(stream, state, quote);
      }
    }
    if (stream.match(/^[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w])/)) {
      return 'number';
    }
    const word = stream.match(/^[A-Za-z_][\w-]*/);
    if (Array.isArray(word)) {
      return wordStyle(stream.current(), stream.peek() === '(');
    }
    stream.next();
    return null;
  },
  languageData: { commentTokens: { line: '--' }, closeBrackets: { brackets: ['(', '[', '{', "'", '"'] } },
};

export const aqlLanguage = StreamLanguage.define(aqlParser);

function wordStyle(word: string, isCalled: boolean): string | null {
  if (ATOMS.test(word)) {
    return 'bool';
  }
  if (isCalled && CASTS.test(word)) {
    return 'propertyName';
  }
  return WORDS.has(word.toUpperCase()) ? 'keyword' : null;
}

type Stream = Parameters<StreamParser<State>['token']>[0];

function endOfText(stream: Stream, state: State, until: string): string {
  const found = stream.skipTo(until);
  if (found) {
    stream.match(until);
  } else {
    stream.skipToEnd();
  }
  state.until = found ? null : until;
  return 'string';
}
