import { type Check, finding } from './check.ts'

/** There has to be somebody. */
export const emptyAudience: Check = {
  id: 'empty-audience',
  start: ({ count, removed }) => ({
    finish: () => (count > 0 ? [] : [finding('stop', 'empty-audience', 'nobody', { removed })]),
  }),
}
