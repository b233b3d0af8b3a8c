import {
  AssignTag,
  CaseTag,
  Filter,
  IfTag,
  type Liquid,
  type Template as Node,
  Output,
  type Token,
  Tokenizer,
  TypeGuards,
  UnlessTag,
  Value,
} from 'liquidjs'
import { fail } from '../../preload/problem.ts'
import { type Escaping, escapingAt, joinBranches } from './html-place.ts'
import type { HtmlScanner } from './html-scanner.ts'
import { isBlank, trimmingFilters } from './liquid.ts'

export type Part = 'subject' | 'text' | 'html'

/** A merge field as one part of a template uses it. */
export interface FieldUse {
  readonly part: Part
  readonly field: string
  /** True when every place that prints it has a fallback. */
  readonly hasFallback: boolean
  /** True when a condition or an assignment reads it, so that its value, not only its being there, matters. */
  readonly decides: boolean
}

/** Called while a message is rendered; see Rendering in template.ts. */
export interface FieldWatch {
  /** A printed field is empty and its fallback stands in for it. */
  readonly fallback: (field: string) => void
  /** A printed field is empty and nothing stands in for it. Never returns. */
  readonly empty: (field: string) => never
  /** A condition is met; its branch is about to be rendered. */
  readonly branch: (label: string) => void
  /** The finished value of one place, made safe for it. */
  readonly write: (value: string, escaping: Escaping | null, field: string) => string
}

interface Walk {
  readonly part: Part
  readonly liquid: Liquid
  readonly watch: FieldWatch
  /** Every field the template reads, and whether it is printed somewhere without a fallback. */
  readonly uses: Map<string, { isBare: boolean; decides: boolean }>
  /** Names that an assignment has made so far: from there on they are no fields. */
  readonly locals: Set<string>
  scanner: HtmlScanner | null
}

/**
 * Walks a parsed part once: finds its fields, and puts a guard before and after the filters of each
 * place that prints a value. scanner: where HTML begins, or null for plain text.
 */
export function guardFields(
  nodes: readonly Node[],
  options: { part: Part; liquid: Liquid; watch: FieldWatch; scanner: HtmlScanner | null },
): readonly FieldUse[] {
  const walk: Walk = { ...options, uses: new Map(), locals: new Set() }
  walkNodes(nodes, walk)
  return [...walk.uses].map(([field, use]) => ({
    part: options.part,
    field,
    hasFallback: !use.isBare,
    decides: use.decides,
  }))
}

function walkNodes(nodes: readonly Node[], walk: Walk): void {
  for (const node of nodes) {
    if (node instanceof Output) guardOutput(node, walk)
    else if (node instanceof AssignTag) guardAssignment(node, walk)
    else if (node instanceof IfTag || node instanceof UnlessTag || node instanceof CaseTag)
      walkBranches(node, walk)
    else if (TypeGuards.isHTMLToken(node.token)) walk.scanner?.feed(node.token.getContent())
  }
}

function walkBranches(node: IfTag | UnlessTag | CaseTag, walk: Walk): void {
  for (const argument of node.arguments()) noteReads(argument, walk, true)
  const before = walk.scanner
  const ends = node.elseTemplates ?? []
  const branches = [...node.branches.map((each) => each.templates), ends]
  const after: HtmlScanner[] = []
  for (const templates of branches) {
    walk.scanner = before?.fork() ?? null
    walkNodes(templates, walk)
    if (walk.scanner !== null) after.push(walk.scanner)
  }
  markBranches(node, branches, walk)
  walk.scanner = before === null ? null : joinBranches(after)
  if (before !== null && walk.scanner === null) failSyntax(walk.part, node.token)
}

/** Notes which branch is taken, by the condition as it was written and the number of the branch. */
function markBranches(node: IfTag | UnlessTag | CaseTag, branches: Node[][], walk: Walk): void {
  const condition = snippet(node.token)
  for (const [at, templates] of branches.entries()) {
    const label = at === 0 ? condition : `${condition} → ${at + 1}`
    templates.unshift({ token: node.token, render: () => walk.watch.branch(label) })
  }
}

function guardAssignment(node: AssignTag, walk: Walk): void {
  for (const argument of node.arguments()) {
    if (!(argument instanceof Value)) continue
    guardValue(argument, walk, node.token)
    noteReads(argument, walk, true)
  }
  for (const name of node.localScope()) walk.locals.add(name.content)
}

function guardOutput(node: Output, walk: Walk): void {
  const field = guardValue(node.value, walk, node.token)
  const place = walk.scanner?.place() ?? null
  const escaping = place === null ? null : escapingAt(place)
  if (place !== null && escaping === null) {
    const [line] = node.token.getPosition()
    fail('message.field-unsafe-place', { part: walk.part, line: line ?? 0, field })
  }
  const { watch } = walk
  node.value.filters.push(
    makeFilter(walk.liquid, (value) => watch.write(String(value ?? ''), escaping, field)),
  )
  walk.scanner?.feed('x')
}

/** Returns the name by which the value is spoken of: a field, or the expression's source. */
function guardValue(value: Value, walk: Walk, token: Token): string {
  noteReads(value, walk)
  const [only, ...more] = value.initial.postfix
  if (only === undefined || more.length > 0) failSyntax(walk.part, token)
  const fallbackAt = value.filters.findIndex((each) => each.name === 'default')
  const hasFallback =
    fallbackAt >= 0 &&
    value.filters.slice(0, fallbackAt).every((each) => trimmingFilters.has(each.name))
  const printed = new Map<string, boolean>()
  const initialName = nameOf(only, walk.part)
  if (initialName !== null) printed.set(initialName, hasFallback)
  for (const filter of value.filters) {
    for (const argument of filter.args) {
      const name = Array.isArray(argument) ? null : nameOf(argument, walk.part)
      if (name !== null) printed.set(name, false)
    }
  }
  for (const [name, isCovered] of printed) {
    const use = walk.uses.get(name)
    if (use !== undefined && !isCovered && !walk.locals.has(name)) use.isBare = true
  }
  installGuard(value, walk, { initialName, hasFallback })
  return initialName ?? only.getText()
}

function installGuard(
  value: Value,
  walk: Walk,
  { initialName, hasFallback }: { initialName: string | null; hasFallback: boolean },
): void {
  const { watch, liquid } = walk
  const filters: Filter[] = []
  if (initialName !== null) {
    filters.push(
      makeFilter(liquid, (each) => {
        if (!isBlank(each)) return each
        return hasFallback ? watch.fallback(initialName) : watch.empty(initialName)
      }),
    )
  }
  for (const filter of value.filters) filters.push(...guardFilter(filter, walk))
  value.filters.splice(0, value.filters.length, ...filters)
}

/** A field as a filter's argument must not be empty either, unless it is a fallback not needed. */
function guardFilter(filter: Filter, { liquid, watch, part }: Walk): Filter[] {
  const names = filter.args
    .map((each) => (Array.isArray(each) ? null : nameOf(each, part)))
    .filter((each) => each !== null)
  if (names.length === 0) return [filter]
  let isNeeded = true
  return [
    makeFilter(liquid, (each) => {
      isNeeded = filter.name !== 'default' || isBlank(each)
      return each
    }),
    filter,
    makeFilter(liquid, (each, read) => {
      const empty = isNeeded ? names.find((name) => isBlank(read(name))) : undefined
      return empty === undefined ? each : watch.empty(empty)
    }),
  ]
}

function makeFilter(
  liquid: Liquid,
  act: (value: unknown, read: (name: string) => unknown) => unknown,
): Filter {
  const [token] = new Tokenizer('| guard').readFilters()
  if (token === undefined) throw new Error('liquid cannot read a filter')
  return new Filter(
    token,
    function guard(value: unknown) {
      return act(value, (name) => this.context.getSync([name]))
    },
    liquid,
  )
}

/** Notes every name in an expression; dotted paths are refused but for a text's length. */
function noteReads(argument: Value | Token, walk: Walk, decides = false): void {
  const tokens =
    argument instanceof Value
      ? [
          ...argument.initial.postfix,
          ...argument.filters.flatMap((each) =>
            each.args.map((arg) => (Array.isArray(arg) ? arg[1] : arg)),
          ),
        ]
      : [argument]
  for (const token of tokens) {
    const name = token === undefined ? null : nameOf(token, walk.part)
    if (name === null || walk.locals.has(name)) continue
    const use = walk.uses.get(name) ?? { isBare: false, decides: false }
    walk.uses.set(name, { ...use, decides: use.decides || decides })
  }
}

/** The name that a token reads, or null when it reads none. */
function nameOf(token: Token, part: Part): string | null {
  if (TypeGuards.isRangeToken(token) || TypeGuards.isFilteredValueToken(token))
    return failSyntax(part, token)
  if (!TypeGuards.isPropertyAccessToken(token)) return null
  const [first, second, ...rest] = token.props
  if (first === undefined) return null
  const isPlain = (each: object): each is { content: string } =>
    'content' in each && typeof each.content === 'string'
  if (token.variable !== undefined || !isPlain(first)) return failSyntax(part, token)
  const isLength = second !== undefined && isPlain(second) && second.content === 'size'
  if (rest.length > 0 || (second !== undefined && !isLength))
    fail('message.unknown-field', { part, field: token.getText() })
  return first.content
}

function failSyntax(part: Part, token: Token): never {
  const [line] = token.getPosition()
  fail('message.template-syntax', { part, line: line ?? 0, detail: snippet(token) })
}

/** The first line of what could not be understood, short enough for a sentence. */
export function snippet(token: Token): string {
  const text = token.getText().split('\n', 1)[0] ?? ''
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
