/**
 * Acts with personal data that one person cannot do alone: exports, the lifting of suppressions, and
 * looks behind a mask. Each leaves a signed record before it is done.
 */
export { createPermits } from './handlers.ts'
export { destroyDueLists } from './list-destruction.ts'
