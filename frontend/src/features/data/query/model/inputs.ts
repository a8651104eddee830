import type {
  BinFilterInput,
  BinType,
  BytesConditionInput,
  BytesRangeInput,
  CompareFilterInput,
  ComparisonOperator,
  DigestModuloInput,
  FilterInput,
  FloatCompareInput,
  FloatConditionInput,
  FloatPairInput,
  FloatRangeInput,
  FloatTermInput,
  GeoConditionInput,
  IndexCollection,
  IndexConditionInput,
  IndexPredicateInput,
  Int64RangeInput,
  IntCompareInput,
  IntConditionInput,
  IntPairInput,
  IntTermInput,
  KeyFilterInput,
  ListConditionInput,
  MapConditionInput,
  MetadataFilterInput,
  PathStepInput,
  PlaceInput,
  RegexInput,
  RegexOption,
  StringConditionInput,
  StringRangeInput,
  TimeConditionInput,
  TimeRangeInput,
  ValueConditionInput,
} from '@/gql/schema';
import { COLLECTION_LABELS } from '../../indexes/model/indexWords';
import {
  choiceOf,
  flag,
  list,
  type ListSpec,
  object,
  type ObjectSpec,
  oneOf,
  type OneOfSpec,
  type Scalar,
  text,
  wordsOf,
} from './spec';

/** The inputs of a query, in the words of the page. The types make an option that is missing, or one too many, a compile error. */

const value = text('value');
const bin = text('bin', 'Bin');

const ends = (scalar: Scalar) => ({ from: text(scalar, 'From'), to: text(scalar, 'To') });

const compared = (scalar: Scalar) => ({
  eq: ['=', text(scalar)] as const,
  ne: ['≠', text(scalar)] as const,
  lt: ['<', text(scalar)] as const,
  le: ['≤', text(scalar)] as const,
  gt: ['>', text(scalar)] as const,
  ge: ['≥', text(scalar)] as const,
  in: ['one of', list(() => text(scalar), 1, 'value')] as const,
});

const INT = oneOf<IntConditionInput>('Operator', {
  ...compared('int64'),
  between: ['between', object<Int64RangeInput>(ends('int64'))],
});

const FLOAT = oneOf<FloatConditionInput>('Operator', {
  ...compared('float'),
  between: ['between', object<FloatRangeInput>(ends('float'))],
});

const BYTES = oneOf<BytesConditionInput>('Operator', {
  ...compared('bytes'),
  between: ['between', object<BytesRangeInput>(ends('bytes'))],
});

const REGEX = object<RegexInput>({
  pattern: text('pattern', 'Pattern'),
  flags: wordsOf<RegexOption>({
    IGNORE_CASE: 'ignore case',
    NEWLINE: '^ and $ at each line',
  }),
});

const STRING = oneOf<StringConditionInput>('Operator', {
  ...compared('string'),
  between: ['between', object<StringRangeInput>(ends('string'))],
  contains: ['contains', text('string')],
  startsWith: ['starts with', text('string')],
  endsWith: ['ends with', text('string')],
  regex: ['matches', REGEX],
});

const GEO = oneOf<GeoConditionInput>('Operator', {
  within: ['within the region', text('geo', 'Region')],
  containing: ['containing the point', text('geo', 'Point')],
});

const LIST = oneOf<ListConditionInput>('Operator', {
  contains: ['contains', value],
  size: ['size', INT],
  eq: ['=', value],
  ne: ['≠', value],
});

const MAP = oneOf<MapConditionInput>('Operator', {
  containsKey: ['contains the key', value],
  containsValue: ['contains the value', value],
  size: ['size', INT],
  eq: ['=', value],
  ne: ['≠', value],
});

const TIME = oneOf<TimeConditionInput>('Operator', {
  after: ['at or after', text('time')],
  before: ['before', text('time')],
  between: ['between', object<TimeRangeInput>(ends('time'))],
});

const TYPES = choiceOf<BinType>('Type', {
  INT: 'integer',
  FLOAT: 'float',
  STRING: 'string',
  BOOL: 'boolean',
  BYTES: 'bytes',
  GEOJSON: 'GeoJSON',
  LIST: 'list',
  MAP: 'map',
  HLL: 'HLL',
});

const CONDITION = oneOf<ValueConditionInput>('Type', {
  string: ['string', STRING],
  int: ['integer', INT],
  float: ['float', FLOAT],
  bool: ['boolean', flag('is true', 'is false')],
  bytes: ['bytes', BYTES],
  geo: ['GeoJSON', GEO],
  list: ['list', LIST],
  map: ['map', MAP],
  exists: ['any type', flag('exists', 'does not exist')],
  type: ['has type', TYPES],
});

const STEP = oneOf<PathStepInput>('Step', {
  mapKey: ['map key', value],
  mapIndex: ['map index', text('int')],
  mapRank: ['map rank', text('int')],
  mapValue: ['map value', value],
  listIndex: ['list index', text('int')],
  listRank: ['list rank', text('int')],
  listValue: ['list value', value],
});

export const PATH: ListSpec = list(() => STEP, 0, 'step');

const KEY = oneOf<KeyFilterInput>('Type', {
  string: ['string', STRING],
  int: ['integer', INT],
  bytes: ['bytes', BYTES],
  stored: ['any type', flag('was stored', 'was not stored')],
});

const METADATA = oneOf<MetadataFilterInput>('Of the record', {
  ttl: ['seconds to live', INT],
  expiresAt: ['expires', TIME],
  neverExpires: ['expiry', flag('never expires', 'expires some time')],
  lastUpdate: ['last update', TIME],
  millisecondsSinceUpdate: ['ms since update', INT],
  recordSize: ['size in bytes', INT],
  setName: ['set name', STRING],
  digestModulo: [
    'digest modulo',
    object<DigestModuloInput>({ modulus: text('int', 'Modulus'), equals: text('int', 'Equals') }),
  ],
  isTombstone: ['tombstone', flag('is one', 'is none')],
});

const PLACE = object<PlaceInput>({ bin, path: list(() => STEP, 1, 'step') });

const several = (of: () => OneOfSpec, least = 2) => list(of, least, 'operand');
const intPair = () => object<IntPairInput>({ left: () => INT_TERM, right: () => INT_TERM });
const floatPair = () => object<FloatPairInput>({ left: () => FLOAT_TERM, right: () => FLOAT_TERM });
const int = () => INT_TERM;
const float = () => FLOAT_TERM;

const INT_TERM: OneOfSpec = oneOf<IntTermInput>('Term', {
  bin: ['integer bin', bin],
  value: ['constant', text('int64')],
  at: ['in a list or map', PLACE],
  add: ['sum', several(int)],
  sub: ['difference', several(int, 1)],
  mul: ['product', several(int)],
  div: ['quotient', several(int)],
  mod: ['remainder', intPair],
  min: ['least', several(int)],
  max: ['greatest', several(int)],
  abs: ['absolute', int],
  toInt: ['from a float', float],
  bitAnd: ['bit and', several(int)],
  bitOr: ['bit or', several(int)],
  bitXor: ['bit exclusive or', several(int)],
  bitNot: ['bit not', int],
  shiftLeft: ['shift left', intPair],
  shiftRight: ['shift right, unsigned', intPair],
  shiftRightSigned: ['shift right, signed', intPair],
  countBits: ['bits set', int],
});

const FLOAT_TERM: OneOfSpec = oneOf<FloatTermInput>('Term', {
  bin: ['float bin', bin],
  value: ['constant', text('float')],
  at: ['in a list or map', PLACE],
  add: ['sum', several(float)],
  sub: ['difference', several(float, 1)],
  mul: ['product', several(float)],
  div: ['quotient', several(float)],
  pow: ['power', floatPair],
  log: ['logarithm to a base', floatPair],
  min: ['least', several(float)],
  max: ['greatest', several(float)],
  abs: ['absolute', float],
  floor: ['rounded down', float],
  ceil: ['rounded up', float],
  toFloat: ['from an integer', int],
});

const RELATION = choiceOf<ComparisonOperator>('Operator', {
  EQ: '=',
  NE: '≠',
  LT: '<',
  LE: '≤',
  GT: '>',
  GE: '≥',
});

const COMPARE = oneOf<CompareFilterInput>('Numbers', {
  int: ['integers', object<IntCompareInput>({ left: int, is: RELATION, right: int })],
  float: ['floats', object<FloatCompareInput>({ left: float, is: RELATION, right: float })],
});

const BIN = object<BinFilterInput>({ bin, path: [PATH], is: CONDITION });

/** A filter: a condition, or a group of them. */
export const FILTER: OneOfSpec = oneOf<FilterInput>('Condition on', {
  bin: ['bin', BIN],
  key: ['key', KEY],
  metadata: ['metadata', METADATA],
  compare: ['comparison', COMPARE],
  and: ['all of', () => list(() => FILTER, 1, 'condition')],
  or: ['any of', () => list(() => FILTER, 1, 'condition')],
  not: ['not', () => FILTER],
});

export const INDEX: ObjectSpec = object<IndexPredicateInput>({
  bin: [bin],
  index: [text('indexName', 'Index')],
  collection: choiceOf<IndexCollection>('Indexed', COLLECTION_LABELS),
  context: [PATH],
  is: oneOf<IndexConditionInput>('Predicate', {
    int: ['integer =', text('int64')],
    intRange: ['integer between', object<Int64RangeInput>(ends('int64'))],
    string: ['string =', text('string')],
    bytes: ['bytes =', text('bytes')],
    within: ['points within the region', text('geo', 'Region')],
    containing: ['regions containing the point', text('geo', 'Point')],
  }),
});
