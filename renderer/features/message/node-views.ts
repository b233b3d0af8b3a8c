import type { NodeViewConstructor } from 'prosemirror-view'

export interface ViewWords {
  /** A merge field by its name in the person's language. */
  readonly fieldName: (name: string) => string
  /** The bytes of an attached image as a data: address; null when it is not attached. */
  readonly imageOf: (src: string) => Promise<string | null>
  readonly missingImage: string
}

/** What is neither text nor a block of text, as the editor shows it. */
export function nodeViews(words: ViewWords): Record<string, NodeViewConstructor> {
  return {
    field: ({ attrs }) => {
      const dom = document.createElement('span')
      dom.className = 'mail-field'
      const name = words.fieldName(String(attrs.name))
      const honorific = attrs.honorific === null ? '' : ` ${attrs.honorific}`
      const fallback = attrs.fallback === null ? '' : ` ／ ${attrs.fallback}`
      dom.textContent = `${name}${honorific}${fallback}`
      return { dom }
    },
    image: ({ attrs }) => {
      const dom = document.createElement('p')
      dom.className = 'mail-image'
      const image = document.createElement('img')
      image.alt = String(attrs.alt)
      if (typeof attrs.width === 'number') image.width = attrs.width
      dom.append(image)
      void words.imageOf(String(attrs.src)).then((address) => {
        if (address === null) dom.textContent = words.missingImage
        else image.src = address
      })
      return { dom }
    },
  }
}
