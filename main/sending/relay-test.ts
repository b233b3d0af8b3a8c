import type { Input } from '../../preload/contract/channel.ts'
import type { RelayTestStep, routesChannels } from '../../preload/contract/routes.ts'
import { standardTimeouts, type Timeouts } from './smtp/connection.ts'
import {
  endSession,
  openSession,
  type RelayTrouble,
  SessionRefused,
  type SessionStep,
} from './smtp/session.ts'

/** A person waits for it: much shorter than what a run allows. */
export const testTimeouts: Timeouts = {
  ...standardTimeouts,
  connect: 10_000,
  greeting: 20_000,
  ehlo: 20_000,
  starttls: 20_000,
  tls: 20_000,
  auth: 20_000,
}

/** Connects, secures and authenticates as a run would, and sends nothing. */
export async function testRelay(
  input: Input<(typeof routesChannels)['routes.test']>,
  onTrouble: (trouble: RelayTrouble) => void = () => {},
): Promise<RelayTestStep[]> {
  const { host, port, tls, ca, pins, user, password, auth: kind } = input
  const steps: RelayTestStep[] = []
  const onStep = (step: SessionStep, detail: string) =>
    steps.push({ step, ok: true, detail, problem: null })
  const credentials = user === null || password === null ? null : { user, password, kind }
  try {
    const target = { host, port, tls, ca, pins, credentials }
    await endSession(await openSession({ target, timeouts: testTimeouts, onStep, onTrouble }))
  } catch (error) {
    if (!(error instanceof SessionRefused)) throw error
    const { code, params } = error.problem
    steps.push({
      step: error.step,
      ok: false,
      detail: '',
      problem: { code, params: { ...params } },
    })
  }
  return steps
}
