import { StreamLanguage, type StringStream } from '@codemirror/language';

const KEYWORDS = new Set(
  'and break do else elseif end for function goto if in local not or repeat return then until while'.split(
    ' ',
  ),
);
const ATOMS = new Set(['true', 'false', 'nil']);
/** What a module finds there: the server's own names, and those of Lua it has. */
const BUILTINS = new Set(
  (
    'aerospike record list map bytes stream info warn debug trace ' +
    'math string table ipairs pairs next select tonumber tostring type error assert pcall require'
  ).split(' '),
);

/** Inside a long string or comment: how many `=` its closing bracket has, and what it is. */
type Long = { readonly level: number; readonly style: 'comment' | 'string' };
type LuaState = { long: Long | null };

/** Lua, coloured word by word; a module is short, so no tree is built. */
export const lua = StreamLanguage.define<LuaState>({
  name: 'lua',
  startState: () => ({ long: null }),
  copyState: (state) => ({ ...state }),
  token(stream, state) {
    if (state.long !== null) {
      return endLong(stream, state, state.long);
    }
    if (stream.eatSpace()) {
      return null;
    }
    if (stream.match('--')) {
      return beginLong(stream, state, 'comment') ?? skipLine(stream);
    }
    return beginLong(stream, state, 'string') ?? short(stream);
  },
  languageData: { commentTokens: { line: '--' }, closeBrackets: { brackets: ['(', '[', '{', '"', "'"] } },
});

function skipLine(stream: StringStream): string {
  stream.skipToEnd();
  return 'comment';
}

function beginLong(stream: StringStream, state: LuaState, style: Long['style']): string | null {
  const opening = stream.match(/^\[(=*)\[/);
  if (opening === null || typeof opening === 'boolean') {
    return null;
  }
  const long = { level: opening[1]?.length ?? 0, style };
  state.long = long;
  return endLong(stream, state, long);
}

function endLong(stream: StringStream, state: LuaState, { level, style }: Long): string {
  const closing = `]${'='.repeat(level)}]`;
  if (stream.skipTo(closing)) {
    stream.match(closing);
    state.long = null;
  } else {
    stream.skipToEnd();
  }
  return style;
}

function short(stream: StringStream): string | null {
  if (stream.match(/^"(?:[^"\\]|\\.)*"?/) || stream.match(/^'(?:[^'\\]|\\.)*'?/)) {
    return 'string';
  }
  if (stream.match(/^0[xX][\da-fA-F.]+(?:[pP][+-]?\d+)?/) || stream.match(/^\d*\.?\d+(?:[eE][+-]?\d+)?/)) {
    return 'number';
  }
  const word = stream.match(/^[A-Za-z_]\w*/);
  if (word === null || typeof word === 'boolean') {
    stream.next();
    return null;
  }
  const [name] = word;
  if (KEYWORDS.has(name)) {
    return 'keyword';
  }
  if (ATOMS.has(name)) {
    return 'bool';
  }
  return BUILTINS.has(name) ? 'propertyName' : null;
}
