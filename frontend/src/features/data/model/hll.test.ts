import { describe, expect, it } from 'vitest';
import { base64Of } from './bytes';
import { hllFacts } from './hll';

/** A pseudo-random 64-bit stream (splitmix64), so that the sketches are the same in every run. */
function* randoms(seed: bigint): Generator<bigint, never> {
  const mask = (1n << 64n) - 1n;
  for (let state = seed; ;) {
    state = (state + 0x9e3779b97f4a7c15n) & mask;
    let mixed = ((state ^ (state >> 30n)) * 0xbf58476d1ce4e5b9n) & mask;
    mixed = ((mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn) & mask;
    yield mixed ^ (mixed >> 31n);
  }
}

/** A sketch of `distinct` elements as a server writes it: registers of 6 + minhash bits, the highest bit first. */
function sketch(indexBits: number, minhashBits: number, distinct: number): string {
  const registers = 2 ** indexBits;
  const ranks = new Uint8Array(registers);
  const random = randoms(BigInt(indexBits * 1000 + distinct));
  for (let element = 0; element < distinct; element += 1) {
    const register = Number(random.next().value % BigInt(registers));
    const bits = random.next().value;
    let rank = 1;
    while (rank < 63 && ((bits >> BigInt(rank - 1)) & 1n) === 0n) rank += 1;
    ranks[register] = Math.max(ranks[register] ?? 0, rank);
  }
  const bits = [...ranks].map((rank) => rank.toString(2).padStart(6, '0') + '1'.repeat(minhashBits)).join('');
  const packed = bits.match(/.{1,8}/g)?.map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2)) ?? [];
  const cache = [1, 2, 3, 4, 5, 6, 7, 8];
  return base64Of(Uint8Array.from([0, indexBits, minhashBits, ...cache, ...packed]));
}

describe('a HyperLogLog sketch', () => {
  it.each([
    [4, 0, 10],
    [8, 0, 5],
    [10, 4, 500],
    [12, 0, 1],
    [12, 0, 100],
    [12, 21, 40_000],
    [14, 8, 100_000],
  ])(
    'of %i index bits, %i minhash bits and %i elements counts them within four errors',
    (index, minhash, n) => {
      const facts = hllFacts(sketch(index, minhash, n));
      expect(facts).toMatchObject({ indexBits: index, minhashBits: minhash });
      expect(Math.abs((facts?.count ?? 0) - n)).toBeLessThanOrEqual(Math.max(4 * (facts?.error ?? 0) * n, 1));
    },
  );

  it('without elements counts none', () => {
    expect(hllFacts(sketch(12, 0, 0))?.count).toBe(0);
  });

  it.each([
    ['nothing', ''],
    ['too few bytes', base64Of(Uint8Array.from([0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]))],
    ['flags of a later version', base64Of(Uint8Array.from([1, 4, 0, ...new Uint8Array(8 + 12)]))],
    ['a size that does not fit', base64Of(Uint8Array.from([0, 4, 0, ...new Uint8Array(8 + 13)]))],
  ])('of %s counts nothing: unknown is not a number', (_, base64) => {
    expect(hllFacts(base64)).toBeNull();
  });
});
