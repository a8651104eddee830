import { bytesOf } from './bytes';

/**
 * What a HyperLogLog sketch of the server tells. Its bytes are a head of eleven (flags, index bits, minhash bits, eight of a
 * cache) and 2^index-bits registers of 6 + minhash bits each, packed from the highest bit on; the upper six bits of a register
 * are its rank. The count is estimated from the registers, as in O. Ertl, "New cardinality estimation algorithms for
 * HyperLogLog sketches" (arXiv 1702.01284), whose estimate for ranks that never saturate is
 * α·m² / (m·σ(share of empty registers) + Σ count(rank)·2^−rank).
 */
export type HllFacts = {
  readonly indexBits: number;
  readonly minhashBits: number;
  readonly count: number;
  /** Expected relative error of the count. */
  readonly error: number;
};

const HEAD = 11;
const RANK_BITS = 6;

/** Null when the bytes are not a sketch of this layout: the count is then unknown, not guessed. */
export function hllFacts(base64: string): HllFacts | null {
  const bytes = bytesOf(base64);
  const [flags = -1, indexBits = 0, minhashBits = 0] = bytes;
  const registers = 2 ** indexBits;
  const width = RANK_BITS + minhashBits;
  const isSketch =
    flags === 0 &&
    indexBits >= 4 &&
    indexBits <= 16 &&
    (minhashBits === 0 || (minhashBits >= 4 && minhashBits <= 51)) &&
    indexBits + minhashBits <= 64 &&
    bytes.length === HEAD + Math.ceil((registers * width) / 8);
  if (!isSketch) {
    return null;
  }
  const ranks = new Uint32Array(2 ** RANK_BITS);
  for (let register = 0; register < registers; register += 1) {
    const rank = rankAt(bytes, HEAD * 8 + register * width);
    ranks[rank] = (ranks[rank] ?? 0) + 1;
  }
  return {
    indexBits,
    minhashBits,
    count: estimate(ranks, registers),
    error: 1.04 / Math.sqrt(registers),
  };
}

/** Six bits from a bit's place on. They reach into at most one more byte. */
function rankAt(bytes: Uint8Array, bit: number): number {
  const index = bit >> 3;
  const two = ((bytes[index] ?? 0) << 8) | (bytes[index + 1] ?? 0);
  return (two >> (16 - RANK_BITS - (bit & 7))) & (2 ** RANK_BITS - 1);
}

function estimate(ranks: Uint32Array, registers: number): number {
  const empty = ranks[0] ?? 0;
  if (empty === registers) {
    return 0;
  }
  let sum = registers * sigma(empty / registers);
  ranks.forEach((count, rank) => {
    sum += rank === 0 ? 0 : count / 2 ** rank;
  });
  return Math.round((alpha(registers) * registers * registers) / sum);
}

/** σ(x) = x + Σ x^(2^k)·2^(k−1), summed until it no longer grows. */
function sigma(x: number): number {
  let sum = x;
  for (let power = x * x, weight = 1; ; power *= power, weight *= 2) {
    const next = sum + power * weight;
    if (next === sum) {
      return sum;
    }
    sum = next;
  }
}

/** The bias constant of Flajolet and others, which the server uses. */
function alpha(registers: number): number {
  const small: Readonly<Record<number, number>> = { 16: 0.673, 32: 0.697, 64: 0.709 };
  return small[registers] ?? 0.7213 / (1 + 1.079 / registers);
}
