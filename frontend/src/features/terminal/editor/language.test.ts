import { StringStream } from '@codemirror/language';
import { expect, it } from 'vitest';
import { aqlParser } from './language';

/** The words of lines with their styles, as `word:style`. */
function styles(...lines: readonly string[]): readonly string[] {
  const state = aqlParser.startState?.(2) ?? { until: null };
  return lines.flatMap((line) => {
    const stream = new StringStream(line, 2, 2);
    const found: string[] = [];
    while (!stream.eol()) {
      stream.start = stream.pos;
      const style = aqlParser.token(stream, state);
      if (style !== null) found.push(`${stream.current()}:${style}`);
    }
    return found;
  });
}

it('colours words, texts, numbers and comments', () => {
  expect(styles("select n-1 from test.a where pk = 'it''s' limit -10 -- all")).toEqual([
    'select:keyword',
    'from:keyword',
    'where:keyword',
    'pk:keyword',
    "'it':string",
    "'s':string",
    'limit:keyword',
    '-10:number',
    '-- all:comment',
  ]);
  expect(styles('VALUES (TRUE, LIST(1.5e3))')).toEqual([
    'VALUES:keyword',
    'TRUE:bool',
    'LIST:propertyName',
    '1.5e3:number',
  ]);
});

it('goes on in a text over lines', () => {
  expect(styles('AS $$ function f()', "local q = 'x'", 'end $$ ; SHOW')).toEqual([
    'AS:keyword',
    '$$ function f():string',
    "local q = 'x':string",
    'end $$:string',
    'SHOW:keyword',
  ]);
});

it('never stands still, whatever is written', () => {
  const rubbish = "'\"$$ \\ ;;; ü🙂 .. -- ' $$ $ \u0000";
  for (let from = 0; from < rubbish.length; from += 1) {
    expect(() => styles(rubbish.slice(from), rubbish)).not.toThrow();
  }
});
