import type { ListedTemplate } from '../feeds/useTemplates';

/** Whether name, description, image or a label holds the text, whatever its case: as the server's filter has it. */
export function mentions({ name, spec, labels }: ListedTemplate, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  const texts = [name, spec?.description, spec?.image, ...Object.entries(labels ?? {}).flat()];
  return texts.some((one) => one?.toLowerCase().includes(wanted) === true);
}

/** The clusters of a template whose copy is not what it holds now. */
export function behind({ usedBy }: ListedTemplate): number {
  return usedBy?.clusters.filter(({ refers, inSync }) => refers && inSync === false).length ?? 0;
}
