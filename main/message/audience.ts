import { fail } from '../../preload/problem.ts'
import type { Recipient } from '../lists/lists.ts'

/** The recipient at an index; the last one when there are fewer. Fails with `lists.empty`. */
export function recipientAt(rows: Iterable<Recipient>, index: number): [Recipient, number] {
  let found: [Recipient, number] | null = null
  let at = 0
  for (const row of rows) {
    found = [row, at]
    if (at === index) break
    at += 1
  }
  return found ?? fail('lists.empty', {})
}
