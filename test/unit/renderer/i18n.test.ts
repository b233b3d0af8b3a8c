import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'
import { describe, expect, it } from 'vitest'
import { type FindingCode, findingParams } from '../../../preload/contract/deliverability.ts'
import { catalogs, type TextKey } from '../../../renderer/i18n/catalog.ts'
import { findings as en } from '../../../renderer/i18n/en/deliverability.ts'
import { findings as ja } from '../../../renderer/i18n/ja/deliverability.ts'
import { placeholdersOf } from '../../../renderer/i18n/sentence.ts'

const root = join(import.meta.dirname, '../../../renderer')
const sources = globSync('**/*.{ts,tsx}', { cwd: root })
  .filter((path) => !path.startsWith('i18n/'))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
const keys = Object.keys(catalogs.ja) as TextKey[]

describe('catalogs', () => {
  it('have the same keys in both languages', () => {
    expect(Object.keys(catalogs.en).sort()).toEqual([...keys].sort())
  })

  it('have the same placeholders in both languages', () => {
    const differing = keys.filter(
      (key) => placeholdersOf(catalogs.ja[key]).join() !== placeholdersOf(catalogs.en[key]).join(),
    )
    expect(differing).toEqual([])
  })

  it('have no empty sentence, and no Japanese in English but names of languages', () => {
    const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u
    expect(keys.filter((key) => catalogs.ja[key] === '' || catalogs.en[key] === '')).toEqual([])
    expect(keys.filter((key) => japanese.test(catalogs.en[key]))).toEqual(['app.language-ja'])
  })

  it('hold no sentence that nothing shows', () => {
    const quoted = new Set(
      sources.flatMap(({ text }) =>
        [...text.matchAll(/'([a-z-]+\.[A-Za-z0-9-]+)'/g)].map((m) => m[1]),
      ),
    )
    const patterns = sources.flatMap(({ text }) =>
      [...text.matchAll(/`([a-z-]+\.(?:[A-Za-z0-9-]|\$\{[^}]+\})+)`/g)].map(
        (match) => new RegExp(`^${(match[1] ?? '').replace(/\$\{[^}]+\}/g, '[A-Za-z0-9-]+')}$`),
      ),
    )
    const unused = keys.filter(
      (key) => !quoted.has(key) && !patterns.some((pattern) => pattern.test(key)),
    )
    expect(unused).toEqual([])
  })
})

describe('findings of the deliverability page', () => {
  it('say what they have parameters for, and nothing that has none', () => {
    const wrong = Object.entries(findingParams).filter(([code, params]) =>
      [ja, en].some((sentences) =>
        placeholdersOf(sentences[code as FindingCode]).some(
          (name) => !params.some((param) => param === name),
        ),
      ),
    )
    expect(wrong).toEqual([])
  })
})

describe('components', () => {
  it('contain no text of their own: every sentence comes from a catalog', () => {
    const found = sources
      .filter(({ path }) => path.endsWith('.tsx'))
      .flatMap(({ path, text }) => literalsOf(path, text).map((literal) => `${path}: ${literal}`))
    expect(found).toEqual([])
  })

  it('contain no Japanese outside of comments', () => {
    const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u
    const found = sources.filter(({ text }) =>
      japanese.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')),
    )
    expect(found.map(({ path }) => path)).toEqual([])
  })

  it('never set HTML, and reach the core through renderer/ipc.ts alone', () => {
    const raw = /dangerouslySetInnerHTML|innerHTML|insertAdjacentHTML|document\.write/
    expect(sources.filter(({ text }) => raw.test(text)).map(({ path }) => path)).toEqual([])
    expect(
      sources.filter(({ text }) => /window\.sekisho/.test(text)).map(({ path }) => path),
    ).toEqual(['ipc.ts'])
  })
})

/** Attributes whose text a person reads or hears. */
const spoken = new Set([
  'label',
  'title',
  'aria-label',
  'alt',
  'hint',
  'body',
  'content',
  'subtitle',
])

interface Node {
  readonly type?: string
  readonly [key: string]: unknown
}

/** Letters that stand in JSX: as text, in a spoken attribute, or as a literal in braces. */
function literalsOf(path: string, text: string): string[] {
  const found: string[] = []
  visit(parseSync(path, text, { lang: 'tsx' }).program as unknown as Node, (node) => {
    if (node.type === 'JSXText') {
      keep(node.value)
    } else if (node.type === 'JSXAttribute') {
      const { name, value } = node as { name: { name: unknown }; value: Node | null }
      if (spoken.has(String(name.name)) && value?.type === 'Literal') {
        keep(value.value)
      }
    } else if (node.type === 'JSXExpressionContainer') {
      const expression = node.expression as Node
      if (expression.type === 'Literal') {
        keep(expression.value)
      }
    }
  })
  return found

  function keep(value: unknown) {
    if (typeof value === 'string' && /\p{Letter}/u.test(value)) {
      found.push(value.trim())
    }
  }
}

function visit(node: unknown, act: (node: Node) => void): void {
  if (Array.isArray(node)) {
    for (const each of node) {
      visit(each, act)
    }
  } else if (typeof node === 'object' && node !== null) {
    act(node as Node)
    for (const child of Object.values(node)) {
      visit(child, act)
    }
  }
}
