import { Liquid } from 'liquidjs'
import { withHonorific } from './honorific.ts'

/**
 * The part of Liquid that a template may use: conditions, assignments and text filters. No loops,
 * so that rendering is bounded by the template's length; no partials, so that nothing is read; no
 * dates, samples or digests, so that the same row renders the same everywhere and always.
 */
const tags = new Set(['if', 'unless', 'case', 'assign', 'comment', '#'])
const filters = new Set([
  'abs',
  'append',
  'at_least',
  'at_most',
  'capitalize',
  'ceil',
  'divided_by',
  'downcase',
  'floor',
  'lstrip',
  'minus',
  'modulo',
  'plus',
  'prepend',
  'remove',
  'remove_first',
  'replace',
  'replace_first',
  'round',
  'rstrip',
  'size',
  'slice',
  'squish',
  'strip',
  'strip_newlines',
  'times',
  'truncate',
  'upcase',
  'url_encode',
])

/** Filters that leave nothing of an empty value but an empty value: `default` still works after them. */
export const trimmingFilters: ReadonlySet<string> = new Set([
  'strip',
  'lstrip',
  'rstrip',
  'squish',
  'honorific',
])

export function createLiquid(): Liquid {
  const liquid = new Liquid({
    strictFilters: true,
    strictVariables: true,
    ownPropertyOnly: true,
    dynamicPartials: false,
    relativeReference: false,
    templates: {},
    cache: false,
    parseLimit: 3_000_000,
    renderLimit: 2_000,
    memoryLimit: 20_000_000,
  })
  for (const name of Object.keys(liquid.filters)) {
    if (!filters.has(name)) liquid.unregisterFilter(name)
  }
  for (const name of Object.keys(liquid.tags)) {
    if (!tags.has(name)) Reflect.deleteProperty(liquid.tags, name)
  }
  liquid.registerFilter('default', (value: unknown, fallback: unknown) =>
    isBlank(value) ? fallback : value,
  )
  liquid.registerFilter('honorific', (value: unknown, honorific: unknown) =>
    withHonorific(String(value ?? ''), String(honorific ?? '様')),
  )
  // Escaping follows from the place of the field; written out by habit, it must not happen twice.
  liquid.registerFilter('escape', (value: unknown) => value)
  return liquid
}

export function isBlank(value: unknown): boolean {
  return value === undefined || value === null || String(value).trim() === ''
}
