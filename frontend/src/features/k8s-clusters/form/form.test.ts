// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { isQuantity, parseBytes, quantityValue, writeBytes } from './amounts';
import { parseResource, rewrite, toYaml } from './document';
import { newDraft, withResource, withText } from './draft';
import { formatPath, isWithin, parsePath, type Path } from './path';
import {
  get,
  isEmptyIn,
  isList,
  isObject,
  type Json,
  type JsonObject,
  remove,
  type Resource,
  set,
} from './resource';
import { putAt } from './ResourceForm';

/** Numbers that look random and are the same each time (mulberry32). */
function numbers(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const KEYS = [
  'spec',
  'storage',
  'volumes',
  'name',
  'a.b/c',
  '7',
  'x]y',
  'with "quotes"',
  '__proto__',
  '',
  'é',
];
const SCALARS: readonly Json[] = [
  '',
  'yes',
  'null',
  '1e3',
  '007',
  ' padded ',
  'a: b # c',
  'two\nlines\n',
  0,
  -1,
  2147483648,
  0.5,
  true,
  false,
  null,
];

function anyJson(next: (below: number) => number, depth: number): Json {
  const kind = depth === 0 ? 2 : next(3);
  if (kind === 2) return SCALARS[next(SCALARS.length)] ?? null;
  if (kind === 1) return Array.from({ length: next(4) }, () => anyJson(next, depth - 1));
  return anyObject(next, depth);
}

function anyObject(next: (below: number) => number, depth: number): JsonObject {
  return Object.fromEntries(
    Array.from({ length: next(5) }, () => [KEYS[next(KEYS.length)] ?? '', anyJson(next, depth - 1)]),
  );
}

/** A path that a field could have: through what is there to a key or an entry, and by keys on from where nothing is. */
function anyPath(next: (below: number) => number, resource: Resource): Path {
  const path: (string | number)[] = [];
  let at: Json | undefined = resource;
  for (let length = 1 + next(5); length > 0; length -= 1) {
    if (at !== undefined && !isList(at) && !isObject(at)) break;
    const step: string | number = isList(at) ? next(at.length + 1) : (KEYS[next(KEYS.length)] ?? '');
    path.push(step);
    at = get(at, [step]);
    if (typeof step === 'number' && at === undefined) break;
  }
  return path;
}

const CASES = Array.from({ length: 400 }, (_, seed) => {
  const next = numbers(seed + 1);
  const resource = anyObject(next, 4);
  return { seed, resource, path: anyPath(next, resource), value: anyJson(next, 2) };
});

describe('the form of a resource', () => {
  it('reads what it has written, anywhere in any resource', () => {
    for (const { seed, resource, path, value } of CASES) {
      expect(get(set(resource, path, value), path), `seed ${seed}`).toEqual(value);
    }
  });

  it('leaves the resource as it was when a field is filled in and emptied again', () => {
    for (const { seed, resource, path, value } of CASES) {
      if (get(resource, path) !== undefined) continue;
      expect(remove(set(resource, path, value), path, isEmptyIn(resource)), `seed ${seed}`).toEqual(resource);
    }
  });

  it('leaves the resource as it was when a field is given what it has', () => {
    for (const { seed, resource, path } of CASES) {
      const held = get(resource, path);
      if (held === undefined) continue;
      expect(JSON.stringify(set(resource, path, held)), `seed ${seed}`).toBe(JSON.stringify(resource));
    }
  });

  it('spells every path so that it reads as the same', () => {
    for (const { seed, path } of CASES) {
      expect(parsePath(formatPath(path)), `seed ${seed}`).toEqual(path);
    }
  });

  it('writes YAML that reads as the same resource', () => {
    for (const { seed, resource } of CASES) {
      expect(parseResource(toYaml(resource)), `seed ${seed}`).toEqual({ ok: true, value: resource });
    }
  });

  it('edits the text of one resource into that of any other', () => {
    for (const [index, { seed, resource }] of CASES.entries()) {
      const other = CASES[(index + 1) % CASES.length]?.resource ?? {};
      expect(parseResource(rewrite(toYaml(resource), other)), `seed ${seed}`).toEqual({
        ok: true,
        value: other,
      });
    }
  });

  it('understands the paths of refusals', () => {
    expect(parsePath('spec.rackConfig.racks[0].id')).toEqual(['spec', 'rackConfig', 'racks', 0, 'id']);
    expect(parsePath('metadata.labels[acko.io/tier]')).toEqual(['metadata', 'labels', 'acko.io/tier']);
    expect(isWithin('spec.storage.volumes[0].source', 'spec.storage')).toBe(true);
    expect(isWithin('spec.storageClass', 'spec.storage')).toBe(false);
    expect(isWithin('spec.racks[10].id', 'spec.racks[1]')).toBe(false);
  });

  it('keeps what was empty, for that may mean something', () => {
    const original: Resource = { spec: { storage: { volumes: [{ name: 'w', source: { emptyDir: {} } }] } } };
    const at = ['spec', 'storage', 'volumes', 0, 'source', 'emptyDir', 'medium'];
    expect(remove(set(original, at, 'Memory'), at, isEmptyIn(original))).toEqual(original);
    expect(remove(original, ['spec', 'storage', 'volumes'], isEmptyIn(original))).toEqual({});
  });
});

describe('a draft', () => {
  const TEXT = `# who asked for it
apiVersion: acko.io/v1alpha1
spec:
  size: 3 # of them
  volumes:
    # the data
    - name: data
    # the logs
    - name: logs
`;

  it('keeps the comments of its text when the form changes it', () => {
    const draft = withText(newDraft({}), TEXT);
    const changed = putAt(putAt(draft, 'spec.size', 5), 'spec.image', 'aerospike:ce-8.1.2.0');
    expect(changed.text).toBe(
      TEXT.replace('size: 3', 'size: 5').replace(
        '# the logs\n    - name: logs\n',
        '# the logs\n    - name: logs\n  image: aerospike:ce-8.1.2.0\n',
      ),
    );
    const shorter = putAt(draft, 'spec.volumes', [{ name: 'logs' }]);
    expect(shorter.text).toContain('# the logs');
  });

  it('keeps the last good resource while its text cannot be read, and says where that is', () => {
    const draft = withText(newDraft({}), TEXT);
    const broken = withText(draft, TEXT.replace('size: 3', 'size: [3'));
    expect(broken.resource).toEqual(draft.resource);
    expect(broken.problem?.line).toBe(5);
    expect(withText(draft, 'just words').problem?.message).toContain('A resource is an object');
    const mended = withResource(broken, { spec: { size: 4 } });
    expect(mended).toMatchObject({ text: 'spec:\n  size: 4\n', problem: null });
  });

  it('keeps what fields stand in, though the last of them is emptied', () => {
    const draft = newDraft({ source: { claim: { size: '1Gi' } } });
    expect(putAt(draft, 'source.claim.size', undefined, ['source.claim']).resource).toEqual({
      source: { claim: {} },
    });
    expect(putAt(draft, 'source.claim.size', undefined).resource).toEqual({});
  });

  it('is the same draft when nothing changes', () => {
    const draft = withText(newDraft({}), TEXT);
    expect(putAt(draft, 'spec.size', 3)).toBe(draft);
    expect(putAt(draft, 'spec.image', undefined)).toBe(draft);
  });
});

describe('amounts', () => {
  it('reads bytes as people write them and writes them back', () => {
    const bytes = [
      ['2 GiB', 2147483648],
      ['512M', 536870912],
      ['1.5g', 1610612736],
      ['1073741824', 1073741824],
    ] as const;
    for (const [text, value] of bytes) {
      expect(parseBytes(text)).toEqual({ ok: true, value });
      expect(parseBytes(writeBytes(value))).toEqual({ ok: true, value });
    }
    expect(writeBytes(2147483648)).toBe('2 GiB');
    for (const text of ['', '2 apples', '-1', '0.3']) expect(parseBytes(text).ok, text).toBe(false);
  });

  it('knows amounts of Kubernetes and compares them', () => {
    expect(['500m', '2Gi', '1', '1.5', '1e3'].filter((text) => !isQuantity(text))).toEqual([]);
    expect(['', 'banana', '2 Gi', '1GiB', '-1'].filter(isQuantity)).toEqual([]);
    expect(['500m', '2Gi', '1e3', 4].map(quantityValue)).toEqual([0.5, 2147483648, 1000, 4]);
    expect(quantityValue('banana')).toBeNull();
  });
});
