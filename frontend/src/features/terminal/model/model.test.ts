import { afterEach, describe, expect, it } from 'vitest';
import { resultPart } from '../fixtures';
import { linkedStatement, MAX_LINKED, terminalUrl } from '../urls';
import { MAX_FILE_BYTES, MAX_FILES, readTextFile, withFile } from './files';
import { graphqlText } from './graphql';
import {
  HISTORY_KEY,
  loadHistory,
  MAX_CONNECTIONS,
  MAX_TEXT_CHARS,
  MAX_TEXTS,
  remember,
  saveHistory,
  searchHistory,
  stepBack,
} from './history';
import { DEFAULT_OPTIONS, initialOptions, optionWords, outputChoices, rememberOutput } from './options';
import { cellOf, isNumeric, jsonText, rawText, tableOf, tabText } from './output';
import { holdsSecret } from './secrets';

afterEach(() => localStorage.clear());

describe('the history', () => {
  it('keeps each text once, the newest last, and only so many', () => {
    expect(remember(['a', 'b'], ' a ')).toEqual(['b', 'a']);
    expect(remember(['a'], '  ')).toEqual(['a']);
    expect(remember(['a'], 'x'.repeat(MAX_TEXT_CHARS + 1))).toEqual(['a']);
    const texts = Array.from({ length: MAX_TEXTS }, (_, index) => `t${index}`);
    expect(remember(texts, 'new')).toHaveLength(MAX_TEXTS);
  });

  it('is one for each connection, so many of them', () => {
    for (let index = 0; index <= MAX_CONNECTIONS; index += 1) {
      saveHistory(`c${index}`, [`t${index}`]);
    }
    expect(loadHistory('c0')).toEqual([]);
    expect(loadHistory('c1')).toEqual(['t1']);
    saveHistory('c1', []);
    expect(loadHistory('c1')).toEqual([]);
  });

  it('survives storage that is broken, full or forbidden', () => {
    localStorage.setItem(HISTORY_KEY, '[["c1", [1]], "x"');
    expect(loadHistory('c1')).toEqual([]);
    localStorage.setItem(HISTORY_KEY, '[["c1", [1]], ["c2", ["a"]]]');
    expect(loadHistory('c1')).toEqual([]);
    expect(loadHistory('c2')).toEqual(['a']);
    const full = {
      getItem: () => null,
      removeItem: () => undefined,
      setItem: () => {
        throw new Error('full');
      },
    };
    expect(() => saveHistory('c1', ['a'], full)).not.toThrow();
    expect(loadHistory('c1', null)).toEqual([]);
  });

  it('is searched by words in any order, the newest first', () => {
    const texts = ['SELECT * FROM test.a', 'SHOW SETS', 'select name FROM test.a'];
    expect(searchHistory(texts, 'TEST.A select')).toEqual([
      'select name FROM test.a',
      'SELECT * FROM test.a',
    ]);
  });

  it('is walked through, back to what was being written', () => {
    const last = stepBack(['a', 'b'], null, -1, 'draft');
    expect(last).toMatchObject({ index: 1, text: 'b' });
    const first = stepBack(['a', 'b'], last, -1, 'b');
    expect(first).toMatchObject({ text: 'a' });
    expect(stepBack(['a', 'b'], first, -1, 'a')).toBeNull();
    expect(stepBack(['a', 'b'], last, 1, 'b')).toMatchObject({ text: 'draft' });
    expect(stepBack(['a', 'b'], null, 1, 'draft')).toBeNull();
  });
});

describe('a statement with a password', () => {
  it.each([
    [{ kind: 'CREATE_USER', text: "CREATE USER ann PASSWORD '***'" }, true],
    [{ kind: 'SET_PASSWORD', text: "SET PASSWORD '***'" }, true],
    [{ kind: 'EXPLAIN', text: "EXPLAIN CREATE USER ann PASSWORD '***'" }, true],
    [{ kind: null, text: null }, true],
    [{ kind: 'DROP_USER', text: 'DROP USER ann' }, false],
  ] as const)('%j: %s', (statement, expected) => expect(holdsSecret(statement)).toBe(expected));
});

describe('a result', () => {
  const parts = [
    resultPart(1, [], {
      columns: [
        { __typename: 'AqlColumn', name: 'PK', kind: 'KEY' },
        { __typename: 'AqlColumn', name: 'age', kind: 'BIN' },
      ],
      rows: [['ann', 30]],
    }),
    resultPart(2, [], {
      columns: [
        { __typename: 'AqlColumn', name: 'PK', kind: 'KEY' },
        { __typename: 'AqlColumn', name: 'tags', kind: 'BIN' },
        { __typename: 'AqlColumn', name: 'age', kind: 'BIN' },
      ],
      rows: [
        ['bob', ['a\tb'], null],
        ['eve', null, { $int: '9007199254740993' }],
      ],
    }),
  ];

  it('joins parts with different columns', () => {
    const table = tableOf(parts, 10);
    expect(table.columns.map(({ name }) => name)).toEqual(['PK', 'age', 'tags']);
    expect(table.rows).toEqual([
      ['ann', 30, null],
      ['bob', null, ['a\tb']],
      ['eve', { $int: '9007199254740993' }, null],
    ]);
    expect(tableOf(parts, 1).rows).toHaveLength(1);
  });

  it('is written as JSON, as lines and as cells, without bins that are not there', () => {
    const table = tableOf(parts, 2);
    expect(JSON.parse(jsonText(table, true))).toEqual([
      { PK: 'ann', age: 30 },
      { PK: 'bob', tags: ['a\tb'] },
    ]);
    expect(rawText(table, true)).toBe('PK: ann\nage: 30\n\nPK: bob\ntags: ["a\\tb"]');
    expect(tabText(table)).toBe('PK\tage\ttags\nann\t30\t\nbob\t\t"[""a\\tb""]"');
    expect(rawText(tableOf(parts, 9), true)).toContain('age: 9007199254740993');
    expect(jsonText(tableOf([], 9), true)).toBe('[]');
  });

  it('shows null for an unknown fact and nothing for a bin that is not there', () => {
    const [, age] = tableOf(parts, 9).columns;
    expect(age && cellOf(age, null).text).toBe('');
    const fact = cellOf({ __typename: 'AqlColumn', name: 'x', kind: 'FACT' }, null);
    expect(fact).toEqual({ text: 'null', isNull: true });
  });

  it('tells types only where it is asked to', () => {
    const big = resultPart(1, [], {
      columns: [
        { __typename: 'AqlColumn', name: 'a', kind: 'BIN' },
        { __typename: 'AqlColumn', name: '__proto__', kind: 'BIN' },
      ],
      rows: [[{ $int: '-9223372036854775808' }, { $bytes: '/w==' }]],
    });
    const table = tableOf([big], 9);
    expect(jsonText(table, true)).toContain(
      '{"a":{"$int":"-9223372036854775808"},"__proto__":{"$bytes":"/w=="}}',
    );
    expect(jsonText(table, false)).toContain('{"a":-9223372036854775808,"__proto__":"/w=="}');
    expect(rawText(table, true)).toBe('a: -9223372036854775808\n__proto__: {"$bytes":"/w=="}');
    expect(rawText(table, false)).toBe('a: -9223372036854775808\n__proto__: "/w=="');
  });

  it('loses no column to another of the same name', () => {
    const twins = resultPart(1, [], {
      columns: [
        { __typename: 'AqlColumn', name: 'PK', kind: 'KEY' },
        { __typename: 'AqlColumn', name: 'PK', kind: 'BIN' },
      ],
      rows: [[1, 2]],
    });
    const table = tableOf([twins], 9);
    expect(jsonText(table, true)).toContain('{"PK":1,"PK (bin)":2}');
    expect(tabText(table)).toBe('PK\tPK (bin)\n1\t2');
  });

  it('aligns a column as numbers only where it has some', () => {
    const rows = [
      [null, null, 1],
      [null, 'a', { $int: '9007199254740993' }],
    ];
    expect([0, 1, 2].map((index) => isNumeric(rows, index))).toEqual([false, false, true]);
  });
});

describe('options', () => {
  it('open with their defaults, and the output that was chosen last', () => {
    expect(initialOptions()).toEqual(DEFAULT_OPTIONS);
    rememberOutput('JSON');
    expect(initialOptions()).toEqual({ ...DEFAULT_OPTIONS, output: 'JSON' });
  });

  it('offer to mute the output only while it is muted', () => {
    expect(outputChoices('TABLE').map(({ value }) => value)).toEqual(['TABLE', 'JSON', 'RAW']);
    expect(outputChoices('MUTE').map(({ value }) => value)).toContain('MUTE');
  });

  it('are told in words', () => {
    expect(optionWords(DEFAULT_OPTIONS)).toEqual(['limit 1,000', 'the server’s deadlines']);
    expect(optionWords({ ...DEFAULT_OPTIONS, timeoutMs: 500, recordTtl: -1, keySend: false })).toEqual([
      'limit 1,000',
      'timeout 500 ms',
      'records never expire',
      'keys not stored',
    ]);
  });
});

describe('files that go along', () => {
  it('are texts of a length', async () => {
    const file = (name: string, size: number, ...bytes: readonly number[]) => ({
      name,
      size,
      arrayBuffer: () => Promise.resolve(new Uint8Array(bytes).buffer),
    });
    expect(await readTextFile(file('a.aql', 2, 0x52, 0x55))).toEqual({ ok: true, value: 'RU' });
    expect(await readTextFile(file('a.bin', 2, 255, 254))).toMatchObject({ ok: false });
    expect(await readTextFile(file('long', MAX_FILE_BYTES + 1))).toMatchObject({ ok: false });
  });

  it('are replaced by name, and are only so many', () => {
    const files = Array.from({ length: MAX_FILES }, (_, index) => ({ name: `f${index}`, text: '' }));
    expect(withFile(files, { name: 'f0', text: 'new' })).toMatchObject({ ok: true });
    expect(withFile(files, { name: 'one-more', text: '' })).toMatchObject({ ok: false });
  });
});

it('makes addresses that write a statement', () => {
  const text = "SELECT * FROM test.a WHERE PK = 'x&y'";
  const address = terminalUrl('c 1', text);
  expect(address.startsWith('/connections/c%201/terminal?aql=')).toBe(true);
  expect(linkedStatement(new URLSearchParams(address.split('?')[1]))).toBe(text);
  expect(linkedStatement(new URLSearchParams({ aql: 'x'.repeat(MAX_LINKED + 1) }))).toHaveLength(MAX_LINKED);
  expect(terminalUrl('c1')).toBe('/connections/c1/terminal');
});

it('writes GraphQL with its variables', () => {
  const text = graphqlText([
    { document: '{ x }', variables: { a: 1 } },
    { document: null, variables: null },
  ]);
  expect(text).toBe('{ x }\n\n# Variables\n{\n  "a": 1\n}\n');
  expect(graphqlText([{ document: null }])).toBe('');
});
