import type { SpotlightActionData, SpotlightFilterFunction } from '@mantine/spotlight';

/** Keeps the actions that contain every word of the query, in any order: `demo name` finds `demo: Namespaces`. */
export const matchWords: SpotlightFilterFunction = (query, actions) => {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (action: SpotlightActionData) => {
    const text = [action.label, action.description, action.keywords].flat().join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return actions.flatMap<(typeof actions)[number]>((item) => {
    if (!('actions' in item)) return matches(item) ? [item] : [];
    const found = item.actions.filter(matches);
    return found.length === 0 ? [] : [{ ...item, actions: found }];
  });
};
