import { type Check, finding } from './check.ts'

const dayMs = 24 * 3_600_000

/** A list that nobody has renewed for long: people have moved, left or taken their consent back. */
export const listAge: Check = {
  id: 'list-age',
  start: ({ lists, listDaysMax, nowMs }) => ({
    finish: () =>
      lists.flatMap(({ name, changedMs }) => {
        const days = Math.floor((nowMs - changedMs) / dayMs)
        if (listDaysMax === null || days <= listDaysMax) return []
        return [finding('warning', 'list-age', 'old', { name, days })]
      }),
  }),
}
