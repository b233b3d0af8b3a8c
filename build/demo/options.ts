import { existsSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import * as v from 'valibot'
import type { Language } from '../../preload/contract/app.ts'
import { Encoding } from '../../preload/contract/import.ts'

export interface RelayOptions {
  readonly host: string
  readonly port: number
  readonly user: string | null
  readonly password: string | null
  readonly caFile: string | null
}

export interface DemoOptions {
  readonly csv: string | null
  readonly encoding: Encoding | null
  readonly folder: string | null
  readonly recipients: number
  readonly relay: RelayOptions | null
  readonly language: Language
  readonly json: boolean
}

export const usage = `npm run demo -- [options]

  --csv FILE           import this file instead of a generated one
  --encoding NAME      utf-8, utf-16le, utf-16be, shift_jis or euc-jp, when detection errs
  --recipients N       rows of the generated file (10000)
  --dir FOLDER         keep everything in this folder; npm start -- --dir FOLDER opens it
  --relay HOST:PORT    send to this relay over STARTTLS instead of the built-in server
  --relay-user NAME    and log in there; the password is read from SEKISHO_RELAY_PASSWORD
  --ca FILE            PEM of the authority that signed the relay's certificate
  --lang ja|en         language of what is printed
  --json               print one JSON document and nothing else
`

/** Reads the command line, or ends with a sentence on what is wrong with it. */
export function parseOptions(args: readonly string[]): DemoOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      csv: { type: 'string' },
      encoding: { type: 'string' },
      dir: { type: 'string' },
      recipients: { type: 'string', default: '10000' },
      relay: { type: 'string' },
      'relay-user': { type: 'string' },
      ca: { type: 'string' },
      lang: { type: 'string', default: (process.env.LANG ?? '').startsWith('ja') ? 'ja' : 'en' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(usage)
    process.exit(0)
  }
  return {
    csv: values.csv ? resolve(values.csv) : null,
    encoding: values.encoding ? parse(Encoding, values.encoding, '--encoding') : null,
    folder: values.dir ? parseFolder(values.dir) : null,
    recipients: parse(Recipients, Number(values.recipients), '--recipients'),
    relay: values.relay ? parseRelay(values.relay, values['relay-user'], values.ca) : null,
    language: parse(v.picklist(['ja', 'en']), values.lang, '--lang'),
    json: values.json,
  }
}

const Recipients = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000))

function parse<T>(schema: v.GenericSchema<unknown, T>, value: unknown, option: string): T {
  const parsed = v.safeParse(schema, value)
  if (parsed.success) return parsed.output
  throw new UsageError(`${option}: ${parsed.issues[0].message}`)
}

function parseFolder(text: string): string {
  const folder = resolve(text)
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new UsageError(
      `--dir: ${folder} is not empty. Name a new folder, or delete this one first.`,
    )
  return folder
}

function parseRelay(text: string, user: string | undefined, ca: string | undefined): RelayOptions {
  const match = /^(\[[0-9a-fA-F:]+\]|[^:]+):(\d{1,5})$/.exec(text)
  if (!match?.[1])
    throw new UsageError('--relay: write it as HOST:PORT, for example mail.example.jp:587')
  return {
    host: match[1].replace(/^\[|\]$/g, ''),
    port: Number(match[2]),
    user: user ?? null,
    password: user ? (process.env.SEKISHO_RELAY_PASSWORD ?? '') : null,
    caFile: ca ? resolve(ca) : null,
  }
}

/** The command line itself is wrong: nothing has been done yet. */
export class UsageError extends Error {}
