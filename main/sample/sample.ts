/**
 * The sample organization: everything can be tried in it, and nothing of it leaves this PC. Face of the
 * folder. See docs/decisions/0040-a-sample-kept-apart.md.
 */
export { createFront } from './front.ts'
export { sampleHandlers } from './handlers.ts'
