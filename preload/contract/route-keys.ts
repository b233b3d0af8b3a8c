import * as v from 'valibot'
import { Code, Count, channel, Hash, Id, Nothing } from './channel.ts'

const Names = v.array(v.string())

/** The key of a route, whom it reaches, and what the person who asks can do about it. */
export const RouteKeyView = v.strictObject({
  route: Id,
  name: v.string(),
  /** Shares that open it. */
  needed: Count,
  /** Approvers without a share, and holders who may approve no more. Both empty: it is as it should be. */
  missing: Names,
  gone: Names,
  isStale: v.boolean(),
  /** A renewal under way: who began it, and how many shares it has. */
  renewal: v.nullable(v.strictObject({ renewal: Hash, byName: v.string(), found: Count })),
  /**
   * start, finish: renew it here. give: give one's share to whoever renews. sign: put the new key into
   * the policy. enter: too few holders are left, so the password has to be typed again. wait: others
   * are asked. none: nothing has to be done.
   */
  act: v.picklist(['start', 'give', 'finish', 'sign', 'enter', 'wait', 'none']),
  /** Who had a share once and could still open the password with others: change it at the relay. */
  formerNames: Names,
})
export type RouteKeyView = v.InferOutput<typeof RouteKeyView>

const problems = ['approval', 'identity', 'journal', 'vault'] as const

export const routeKeysChannels = {
  'route-keys.list': channel({
    input: Nothing,
    output: v.array(RouteKeyView),
    access: 'member',
    problems: ['journal', 'vault'],
  }),
  /** Begins to share a key anew, or finishes that once enough shares are there. */
  'route-keys.renew': channel({
    input: v.strictObject({ route: Id, code: Code }),
    output: RouteKeyView,
    access: ['approver'],
    problems,
  }),
  'route-keys.give-share': channel({
    input: v.strictObject({ renewal: Hash, code: Code }),
    output: RouteKeyView,
    access: ['approver'],
    problems,
  }),
  'route-keys.sign': channel({
    input: v.strictObject({ renewal: Hash, code: Code }),
    output: RouteKeyView,
    access: ['administrator'],
    problems,
  }),
}
