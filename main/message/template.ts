import { type Liquid, LiquidError, type Template as Node } from 'liquidjs'
import * as v from 'valibot'
import { fail, ProblemError } from '../../preload/problem.ts'
import type { Charset } from './charset.ts'
import { escapeAs } from './html-place.ts'
import { HtmlScanner } from './html-scanner.ts'
import { createLiquid } from './liquid.ts'
import { cleanLine, cleanText, type Fields, fieldNamesOf, fieldValue } from './merge.ts'
import {
  type FieldUse,
  type FieldWatch,
  guardFields,
  type Part,
  snippet,
} from './template-fields.ts'

export interface TemplateSource {
  readonly subject: string
  readonly text: string
  readonly html: string
  /** Absent: UTF-8. */
  readonly charset?: Charset | undefined
}

const TemplateBytes = v.strictObject({
  v: v.literal(1),
  subject: v.pipe(v.string(), v.maxLength(998)),
  text: v.pipe(v.string(), v.maxLength(2_000_000)),
  html: v.pipe(v.string(), v.maxLength(2_000_000)),
  charset: v.optional(v.literal('iso-2022-jp')),
})

/** One message's content for one recipient. Line ends are line feeds; MIME makes CRLF of them. */
export interface Rendered {
  readonly subject: string
  readonly text: string
  readonly html: string
  /** Fields that were empty or missing, so that a fallback stands in their place. */
  readonly fallbacks: readonly string[]
  /** The branches of conditions that were taken, in the words of the template. */
  readonly branches: readonly string[]
}

export interface Template {
  /** Exactly what the manifest's template digest is over. */
  readonly bytes: Uint8Array
  readonly source: TemplateSource
  /** Every field that the template reads, per part. */
  readonly uses: readonly FieldUse[]
  /**
   * index: number of the recipient from 0, for the problem's sentence. Fails with
   * `message.field-empty` when a printed field is empty and has no fallback, and with
   * `message.field-unsafe-value` when a value is no link but stands where one has to be.
   */
  readonly render: (fields: Fields, index?: number) => Rendered
  /**
   * The same for rows that take the same path through the template: the same fields empty, the same
   * values where a condition reads them. Costs far less than rendering.
   */
  readonly pathOf: (fields: Fields) => string
}

/** The bytes of a template: what is digested, sealed, signed for, and compiled again to be sent. */
export function templateBytes({ subject, text, html, charset }: TemplateSource): Uint8Array {
  const said = charset === 'iso-2022-jp' ? { charset } : {}
  return new TextEncoder().encode(JSON.stringify({ v: 1, subject, text, html, ...said }))
}

/**
 * Parses a template, strictly: unknown filters and tags, unfinished markers and fields at places in
 * HTML where no value is safe are problems here, before anything is rendered.
 */
export function compileTemplate(bytes: Uint8Array): Template {
  const source = parseSource(bytes)
  const liquid = createLiquid()
  const rendering = new Rendering()
  const parts = {
    subject: compilePart(liquid, rendering, 'subject', source.subject),
    text: compilePart(liquid, rendering, 'text', source.text),
    html: compilePart(liquid, rendering, 'html', source.html),
  }
  const uses = [...parts.subject.uses, ...parts.text.uses, ...parts.html.uses]
  const names = new Map(uses.map((use) => [use.field, fieldNamesOf(use.field)]))
  const deciding = new Set(uses.filter((use) => use.decides).map((use) => use.field))
  return {
    bytes,
    source,
    uses,
    render(fields, index = 0) {
      const scope: Record<string, string> = Object.create(null)
      for (const [name, keys] of names) scope[name] = fieldValue(fields, keys)
      rendering.begin(index)
      const render = (part: Part): string =>
        renderPart(liquid, rendering, { part, nodes: parts[part].nodes, scope })
      return {
        subject: cleanLine(render('subject')),
        text: cleanText(render('text')),
        html: cleanText(render('html')),
        fallbacks: rendering.fallbacks(),
        branches: rendering.branches(),
      }
    },
    pathOf(fields) {
      let path = ''
      for (const [name, keys] of names) {
        const value = fieldValue(fields, keys)
        path += deciding.has(name) ? `${JSON.stringify(value)},` : value === '' ? '0' : '1'
      }
      return path
    },
  }
}

function parseSource(bytes: Uint8Array): TemplateSource {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return v.parse(TemplateBytes, JSON.parse(text))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError || v.isValiError(error))
      fail('message.template-unreadable', {})
    throw error
  }
}

function compilePart(
  liquid: Liquid,
  watch: FieldWatch & { part: Part },
  part: Part,
  source: string,
): { nodes: Node[]; uses: readonly FieldUse[] } {
  const scanner = part === 'html' ? new HtmlScanner() : null
  try {
    const nodes = liquid.parse(source)
    return { nodes, uses: guardFields(nodes, { part, liquid, watch, scanner }) }
  } catch (error) {
    if (!isLiquidError(error)) throw error
    return failLiquid(error, part)
  }
}

function renderPart(
  liquid: Liquid,
  rendering: Rendering,
  { part, nodes, scope }: { part: Part; nodes: Node[]; scope: object },
): string {
  rendering.part = part
  try {
    return String(liquid.renderSync(nodes, scope))
  } catch (error) {
    // Liquid wraps what a filter throws; the guard has kept the problem it stopped for.
    if (rendering.stoppedBy !== null) throw rendering.stoppedBy
    if (!isLiquidError(error)) throw error
    return failLiquid(error, part)
  }
}

function isLiquidError(error: unknown): error is LiquidError {
  return error instanceof Error && LiquidError.is(error)
}

function failLiquid(error: LiquidError, part: Part): never {
  if (error.originalError instanceof ProblemError) throw error.originalError
  const filter = /undefined filter: (\S+?),?(?: |$)/.exec(error.message)?.[1]
  if (filter !== undefined) fail('message.unknown-filter', { part, filter })
  const [line] = error.token.getPosition()
  fail('message.template-syntax', { part, line: line ?? 0, detail: snippet(error.token) })
}

/** What happens to the fields of the one message that is being rendered; rendering is synchronous. */
class Rendering implements FieldWatch {
  part: Part = 'subject'
  stoppedBy: ProblemError | null = null
  #index = 0
  readonly #fallbacks = new Set<string>()
  readonly #branches = new Set<string>()

  begin(index: number): void {
    this.#index = index
    this.stoppedBy = null
    this.#fallbacks.clear()
    this.#branches.clear()
  }

  fallbacks(): readonly string[] {
    return [...this.#fallbacks]
  }

  branches(): readonly string[] {
    return [...this.#branches]
  }

  branch(label: string): void {
    this.#branches.add(label)
  }

  fallback(field: string): string {
    this.#fallbacks.add(field)
    return ''
  }

  empty(field: string): never {
    return this.#stop('message.field-empty', field)
  }

  write(value: string, escaping: Parameters<FieldWatch['write']>[1], field: string): string {
    if (escaping === null) return value
    return escapeAs(escaping, value) ?? this.#stop('message.field-unsafe-value', field)
  }

  #stop(code: 'message.field-empty' | 'message.field-unsafe-value', field: string): never {
    const params = { part: this.part, field, row: this.#index + 1 }
    this.stoppedBy = new ProblemError({ code, params })
    throw this.stoppedBy
  }
}
