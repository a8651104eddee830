/** What other topics of this feature need of secondary indexes. */

export { indexesUrl, newIndexUrl } from './urls';
