import { EditorState } from '@codemirror/state';
import { ensureSyntaxTree } from '@codemirror/language';
import { describe, expect, it } from 'vitest';
import { lua } from './lua';

/** The words of a text that are told apart, with what they are. */
function tokens(text: string): [string, string][] {
  const state = EditorState.create({ doc: text, extensions: [lua] });
  const found: [string, string][] = [];
  ensureSyntaxTree(state, text.length, 5_000)?.iterate({
    enter: ({ name, from, to }) => {
      if (name !== 'Document') found.push([name, text.slice(from, to)]);
    },
  });
  return found;
}

describe('Lua in the editor', () => {
  it('tells keywords, names of the server, numbers, texts and comments apart', () => {
    expect(tokens(`local n = 0x1F -- count\nif rec ~= nil then aerospike:update("a\\"b") end`)).toEqual([
      ['keyword', 'local'],
      ['number', '0x1F'],
      ['comment', '-- count'],
      ['keyword', 'if'],
      ['bool', 'nil'],
      ['keyword', 'then'],
      ['propertyName', 'aerospike'],
      ['string', '"a\\"b"'],
      ['keyword', 'end'],
    ]);
  });

  it('knows texts and comments of several lines by the level of their brackets', () => {
    expect(tokens('--[==[ a\n]] still\n]==] x = [[one\ntwo]] .. "z"')).toEqual([
      ['comment', '--[==[ a'],
      ['comment', ']] still'],
      ['comment', ']==]'],
      ['string', '[[one'],
      ['string', 'two]]'],
      ['string', '"z"'],
    ]);
  });
});
