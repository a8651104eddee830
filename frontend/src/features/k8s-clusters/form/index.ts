/** Forms of resources: one value, edited by fields and as YAML, judged by the server. */

export { isQuantity, parseBytes, quantityValue, writeBytes } from './amounts';
export { parseResource, parseYaml, toYaml } from './document';
export { type Draft, newDraft, withResource, withText } from './draft';
export * from './fields/inputs';
export { ListField } from './fields/ListField';
export { More } from './fields/More';
export { NetworksField } from './fields/NetworksField';
export { PairsField } from './fields/PairsField';
export { ResourceFields } from './fields/ResourceFields';
export { Row } from './fields/Row';
export { VolumePolicyFields } from './fields/VolumePolicyFields';
export { YamlField } from './fields/YamlField';
export { formatPath, isWithin, parsePath } from './path';
export { saidOnce } from './refusals';
export {
  get,
  getAt,
  isList,
  isObject,
  type Json,
  type JsonObject,
  type Resource,
  sameJson,
  set,
} from './resource';
export { type FieldNote, notesIn, ResourceForm, Stays, useResource } from './ResourceForm';
export { ResourceYaml } from './ResourceYaml';
export { type DryRun, useDryRun } from './useDryRun';
export { useField, useTyped } from './useField';
export * from './words';
