import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { manuals, templates } from '../../../build/admx.ts'
import type { Setting } from '../../../main/policy/setting-kind.ts'
import { settings } from '../../../main/policy/settings-table.ts'

interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Element[]
  text: string
}

/** The tree of an XML text, by the parser that reads workbooks; it throws on what is not well-formed. */
function parseXml(xml: string): Element {
  const top: Element = { name: '', attributes: {}, children: [], text: '' }
  const open = [top]
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes, children: [], text: '' }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('text', (text) => {
    const element = open.at(-1)
    if (element) element.text += text
  })
  parser.on('closetag', () => void open.pop())
  parser.write(xml).close()
  return top
}

const all = ({ children }: Element): Element[] => children.flatMap((each) => [each, ...all(each)])
const named = (tree: Element, name: string) => all(tree).filter((each) => each.name === name)
const admx = parseXml(templates['Sekisho.admx']())
const languages = [
  ['ja', parseXml(templates['ja-JP/Sekisho.adml']())],
  ['en', parseXml(templates['en-US/Sekisho.adml']())],
] as const
const entries = Object.entries<Setting>(settings)
const key = 'SOFTWARE\\Policies\\Sekisho'

describe('the templates for group policies', () => {
  test('have one machine policy for every setting, and no other', () => {
    const policies = named(admx, 'policy')
    expect(policies.map(({ attributes }) => attributes.name)).toEqual(entries.map(([name]) => name))
    for (const { attributes } of policies)
      expect(attributes).toMatchObject({ class: 'Machine', key })
  })

  test.each(entries)('%s is written where and as the program reads it', (name, setting) => {
    const policy = named(admx, 'policy').find(({ attributes }) => attributes.name === name)
    const [element] = policy?.children.find((each) => each.name === 'elements')?.children ?? []
    const { attributes = {} } = element ?? {}
    switch (setting.kind) {
      case 'number':
        expect(element?.name).toBe('decimal')
        expect(attributes).toMatchObject({
          valueName: name,
          minValue: String(setting.min),
          maxValue: String(setting.max),
        })
        break
      case 'switch':
        expect(policy?.attributes.valueName).toBe(name)
        expect(policy && named(policy, 'decimal').map((each) => each.attributes.value)).toEqual([
          '1',
          '0',
        ])
        break
      case 'choice':
        expect(element?.name).toBe('enum')
        expect(attributes.valueName).toBe(name)
        expect(element && named(element, 'string').map(({ text }) => text)).toEqual(setting.options)
        break
      case 'text':
        expect(element?.name).toBe('text')
        expect(attributes.valueName).toBe(name)
        break
      case 'list':
        expect(element?.name).toBe('list')
        expect(attributes).toMatchObject({ key: `${key}\\${name}`, valuePrefix: '' })
        break
      case 'table':
        expect(element?.name).toBe('list')
        expect(attributes).toMatchObject({ key: `${key}\\${name}`, explicitValue: 'true' })
        break
    }
  })

  test.each(languages)(
    'say everything in %s: no name without its text, no text without use',
    (language, adml) => {
      const strings = Object.fromEntries(
        named(adml, 'string').map((each) => [each.attributes.id, each.text]),
      )
      const used = all(admx)
        .flatMap(({ attributes }) => Object.values(attributes))
        .flatMap((value) => /^\$\(string\.(.+)\)$/.exec(value)?.[1] ?? [])
      expect(Object.keys(strings).sort()).toEqual([...new Set(used)].sort())
      for (const [name, setting] of entries) {
        expect(strings[name]).toBe(setting[language].title)
        expect(strings[`${name}_Explain`]).toBe(setting[language].explain)
      }
      const shown = named(adml, 'presentation').map((each) => each.attributes.id)
      const asked = named(admx, 'policy').flatMap(
        ({ attributes }) =>
          /^\$\(presentation\.(.+)\)$/.exec(attributes.presentation ?? '')?.[1] ?? [],
      )
      expect(shown).toEqual(asked)
      const boxes = named(adml, 'presentation').flatMap(({ children }) => children)
      expect(boxes.map((each) => each.attributes.refId)).toEqual(shown)
    },
  )

  test('every category leads to the top', () => {
    const categories = named(admx, 'category').map(({ attributes }) => attributes.name)
    const parents = named(admx, 'parentCategory').map(({ attributes }) => attributes.ref)
    expect(categories).toEqual(expect.arrayContaining([...new Set(parents)]))
  })
})

describe('the pages of the manual about policies', () => {
  test.each(Object.entries(manuals))('%s is what the schema says: npm run admx', (name, make) => {
    expect(readFileSync(join(import.meta.dirname, '../../..', name), 'utf8')).toBe(make())
  })
})
