import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateSync } from 'otplib'
import * as v from 'valibot'
import type { Person } from './person.ts'

const DemoPeople = v.array(
  v.strictObject({
    name: v.string(),
    password: v.string(),
    secret: v.string(),
    workstation: v.string(),
  }),
)
type DemoPeople = v.InferOutput<typeof DemoPeople>

const fileName = 'people.json'
const stepMs = 30_000

/** Leaves behind who can log in to the demo's folder. Nobody's real password stands in such a file. */
export function writeDemoPeople(folder: string, people: readonly Person[]): void {
  const known: DemoPeople = people.map(({ name, password, secret, workstation }) => ({
    name,
    password,
    secret,
    workstation: workstation.name,
  }))
  writeFileSync(join(folder, fileName), `${JSON.stringify(known, null, 2)}\n`, { mode: 0o600 })
}

/** Null when the folder is not one that the demo has made. */
export function readDemoPeople(folder: string): DemoPeople | null {
  const file = join(folder, fileName)
  return existsSync(file) ? v.parse(DemoPeople, JSON.parse(readFileSync(file, 'utf8'))) : null
}

/** Prints passwords and the six digits of the moment, as the people's own telephones would. */
export function showCodes(people: DemoPeople): void {
  console.log('The people of this demo, their passwords and their six digits:')
  const show = () => {
    for (const { name, password, secret, workstation } of people) {
      const code = generateSync({ secret: secret.replaceAll(' ', '') })
      console.log(`  ${workstation.padEnd(10)} ${name}   ${password}   ${code}`)
    }
    setTimeout(show, stepMs - (Date.now() % stepMs)).unref()
  }
  show()
}
