import type { ElectronApplication } from '@playwright/test'

/**
 * The time of an office in its windows. A code of an authenticator counts once, so that a journey
 * would mostly wait for the next time step: the clocks of all its PCs, and of its people's
 * telephones, are moved on together instead. The engine keeps the machine's.
 */

const applications = new Set<ElectronApplication>()
let aheadMs = 0

export function officeNow(): number {
  return Date.now() + aheadMs
}

/** The clock of a program that has just started is set as those of the others are. */
export async function keepOfficeTime(application: ElectronApplication): Promise<void> {
  applications.add(application)
  application.once('close', () => applications.delete(application))
  if (aheadMs > 0) await setAhead(application)
}

/** `at`: milliseconds since 1970; never back. */
export async function moveOfficeTimeTo(at: number): Promise<void> {
  aheadMs += Math.max(0, at - officeNow())
  await Promise.all([...applications].map(setAhead))
}

function setAhead(application: ElectronApplication): Promise<void> {
  return application.evaluate((_electron, ms) => {
    const ahead = Reflect.get(Date, 'ahead')
    if (ahead === undefined) {
      const machineNow = Date.now
      Date.now = () => machineNow() + Number(Reflect.get(Date, 'ahead'))
    }
    Reflect.set(Date, 'ahead', ms)
  }, aheadMs)
}
