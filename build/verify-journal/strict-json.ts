import { refuse } from './refusal.ts'

/** docs/journal-format.md, section 1: JSON of which there is only one reading. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

const depthMax = 8
const forbidden = ['__proto__', 'constructor', 'prototype']

/**
 * JSON.parse judges the grammar; this scan judges what it lets pass: keys twice, numbers that are no
 * plain whole numbers, depth, lone surrogates.
 */
export function parseStrict(bytes: Uint8Array): Json {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return refuse('it is not UTF-8')
  }
  let value: Json
  try {
    value = JSON.parse(text) as Json
  } catch {
    return refuse('it is not JSON')
  }
  scan(text)
  return value
}

const token = /"(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*|[{}[\],:]|true|false|null/g

function scan(text: string): void {
  const open: (Set<string> | null)[] = []
  const tokens = text.match(token) ?? []
  for (const [at, each] of tokens.entries()) {
    if (each === '{' || each === '[') open.push(each === '{' ? new Set() : null)
    else if (each === '}' || each === ']') open.pop()
    else if (each.startsWith('"')) scanString(each, tokens[at + 1] === ':' ? open.at(-1) : null)
    else if (/^-?[0-9]/.test(each)) scanNumber(each)
    if (open.length > depthMax) refuse(`it is more than ${depthMax} deep`)
  }
}

/** keys: those of the object that it is a key of; null for a value. */
function scanString(raw: string, keys: Set<string> | null | undefined): void {
  const value = JSON.parse(raw) as string
  if (!value.isWellFormed()) refuse('a text has half a character')
  if (!keys) return
  if (forbidden.includes(value)) refuse(`the key ${value} may not occur`)
  if (keys.has(value)) refuse(`the key ${value} occurs twice`)
  keys.add(value)
}

function scanNumber(raw: string): void {
  const isPlain = /^-?(0|[1-9][0-9]{0,15})$/.test(raw) && raw !== '-0'
  if (!isPlain || !Number.isSafeInteger(Number(raw))) refuse(`${raw} is no plain whole number`)
}
