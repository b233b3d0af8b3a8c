import { SaxesParser } from 'saxes'
import { fail } from '../../preload/problem.ts'

/** What a reader of a part wants to hear. Names come without their prefix. */
export interface XmlEars {
  readonly opened: (name: string, attribute: (name: string) => string | null) => void
  readonly closed: (name: string) => void
  readonly text: (text: string) => void
}

export interface XmlReader {
  readonly feed: (bytes: Uint8Array) => void
  readonly end: () => void
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)

/**
 * Reads XML of others piece by piece. No part of a workbook declares a document type, and what does
 * (entities that grow, files that are read) is refused. Fails with `lists.workbook-damaged`.
 */
export function createXmlReader(file: string, ears: XmlEars): XmlReader {
  const parser = new SaxesParser()
  const decoder = new TextDecoder('utf-8')
  const refuse = () => fail('lists.workbook-damaged', { file })
  parser.on('error', refuse)
  parser.on('doctype', refuse)
  parser.on('opentag', ({ name, attributes }) =>
    ears.opened(localName(name), (wanted) => {
      const value = attributes[wanted]
      return typeof value === 'string' ? value : null
    }),
  )
  parser.on('closetag', ({ name }) => ears.closed(localName(name)))
  parser.on('text', ears.text)
  parser.on('cdata', ears.text)
  return {
    feed: (bytes) => void parser.write(decoder.decode(bytes, { stream: true })),
    end: () => void parser.write(decoder.decode()).close(),
  }
}

/** A whole part through the ears; a missing part says nothing. */
export async function hearPart(
  bytes: AsyncIterable<Uint8Array> | null,
  file: string,
  ears: XmlEars,
): Promise<void> {
  if (bytes === null) return
  const reader = createXmlReader(file, ears)
  for await (const piece of bytes) reader.feed(piece)
  reader.end()
}
