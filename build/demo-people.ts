import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateSync, ScureBase32Plugin } from 'otplib'
import * as v from 'valibot'

const People = v.array(
  v.object({
    name: v.string(),
    password: v.string(),
    secret: v.string(),
    workstation: v.string(),
  }),
)
type People = v.InferOutput<typeof People>

const stepMs = 30_000

/** In a folder that the demo made: who can log in, and their authenticator's codes as they change. */
export function showDemoPeople(folder: string): void {
  const file = join(folder, 'people.json')
  if (!existsSync(file)) return
  const people = v.parse(People, JSON.parse(readFileSync(file, 'utf8')))
  console.log('\nThe people of this demo:')
  for (const { name, password, workstation } of people)
    console.log(`  ${workstation.padEnd(10)} ${name}   password: ${password}`)
  console.log('\nTheir six digits, which an authenticator application would show:')
  showCodes(people)
}

function showCodes(people: People): void {
  const now = Date.now()
  const codes = people.map(({ name, secret }) => `${name} ${codeAt(secret, now)}`)
  console.log(`  ${new Date(now).toLocaleTimeString()}   ${codes.join('   ')}`)
  setTimeout(() => showCodes(people), stepMs - (now % stepMs)).unref()
}

function codeAt(secret: string, nowMs: number): string {
  const bytes = new ScureBase32Plugin().decode(secret.replaceAll(' ', ''))
  return generateSync({ secret: bytes, epoch: Math.floor(nowMs / 1000) })
}
