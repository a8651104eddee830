/** What other topics of this feature show of long work. */

export { DataActions } from './components/DataActions';
export { jobsUrl, jobUrl } from './urls';
