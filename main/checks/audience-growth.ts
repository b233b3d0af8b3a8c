import { type Check, finding } from './check.ts'

/** An audience far from the last one to the same lists: a wrong list, or one that lost its rows. */
export const audienceGrowth: Check = {
  id: 'audience-growth',
  start: ({ count, previousCount }) => ({
    finish() {
      if (previousCount === null || Math.abs(count - previousCount) < 20) return []
      const params = { count, previousCount }
      if (count > previousCount * 1.5)
        return [finding('warning', 'audience-growth', 'larger', params)]
      if (count < previousCount * 0.5)
        return [finding('warning', 'audience-growth', 'smaller', params)]
      return []
    },
  }),
}
