import { type DOMOutputSpec, type MarkSpec, type NodeSpec, Schema } from 'prosemirror-model'

/** The document of preload/contract/mail-document.ts as the editor's own nodes, name for name. */

const styled = { style: { default: null } }
const styleOf = (dom: HTMLElement) => ({ style: dom.getAttribute('style') })
const within = (style: unknown): Record<string, string> =>
  typeof style === 'string' ? { style } : {}

function block(name: string, className: string, content: string): NodeSpec {
  return {
    group: name === 'column' ? '' : 'block',
    content,
    isolating: true,
    defining: true,
    parseDOM: [{ tag: `div.${className}` }],
    toDOM: (): DOMOutputSpec => ['div', { class: className }, 0],
  }
}

const nodes: Record<string, NodeSpec> = {
  doc: { content: 'block+' },
  paragraph: {
    group: 'block',
    content: 'inline*',
    attrs: styled,
    parseDOM: [{ tag: 'p' }],
    toDOM: ({ attrs }) => ['p', within(attrs.style), 0],
  },
  heading: {
    group: 'block',
    content: 'inline*',
    defining: true,
    attrs: { level: { default: 2 }, ...styled },
    parseDOM: [1, 2, 3].map((level) => ({ tag: `h${level}`, attrs: { level } })),
    toDOM: ({ attrs }) => [`h${attrs.level}`, within(attrs.style), 0],
  },
  button: {
    group: 'block',
    atom: true,
    draggable: true,
    attrs: { href: { default: 'https://' }, label: { default: '' } },
    toDOM: ({ attrs }) => ['p', { class: 'mail-button' }, ['span', String(attrs.label)]],
  },
  image: {
    group: 'block',
    atom: true,
    draggable: true,
    attrs: { src: {}, alt: { default: '' }, width: { default: null } },
    toDOM: ({ attrs }) => ['p', { class: 'mail-image' }, String(attrs.alt)],
  },
  divider: { group: 'block', parseDOM: [{ tag: 'hr' }], toDOM: () => ['hr'] },
  bullet_list: {
    group: 'block',
    content: 'list_item+',
    parseDOM: [{ tag: 'ul' }],
    toDOM: () => ['ul', 0],
  },
  ordered_list: {
    group: 'block',
    content: 'list_item+',
    parseDOM: [{ tag: 'ol' }],
    toDOM: () => ['ol', 0],
  },
  list_item: {
    content: 'paragraph block*',
    defining: true,
    parseDOM: [{ tag: 'li' }],
    toDOM: () => ['li', 0],
  },
  columns: block('columns', 'mail-columns', 'column{2}'),
  column: block('column', 'mail-column', 'block+'),
  notice: block('notice', 'mail-notice', 'block+'),
  footer: {
    ...block('footer', 'mail-footer', 'block+'),
    attrs: { saved: { default: null } },
    // What is kept for all messages is changed where it is kept.
    toDOM: ({ attrs }): DOMOutputSpec =>
      attrs.saved === null
        ? ['div', { class: 'mail-footer' }, 0]
        : ['div', { class: 'mail-footer mail-kept', contenteditable: 'false' }, 0],
  },
  text: { group: 'inline' },
  field: {
    group: 'inline',
    inline: true,
    atom: true,
    attrs: { name: {}, fallback: { default: null }, honorific: { default: null } },
    parseDOM: [
      {
        tag: 'span[data-merge-field]',
        getAttrs: (dom) => ({
          name: dom.dataset.mergeField ?? '',
          fallback: dom.dataset.fallback ?? null,
          honorific: dom.dataset.honorific ?? null,
        }),
      },
    ],
    toDOM: ({ attrs }) => [
      'span',
      {
        class: 'mail-field',
        'data-merge-field': attrs.name,
        'data-fallback': attrs.fallback,
        'data-honorific': attrs.honorific,
      },
    ],
  },
  logic: {
    group: 'inline',
    inline: true,
    atom: true,
    attrs: { source: {} },
    parseDOM: [
      {
        tag: 'code[data-logic]',
        getAttrs: (dom) => ({ source: dom.dataset.logic ?? '' }),
      },
    ],
    toDOM: ({ attrs }) => [
      'code',
      { class: 'mail-logic', 'data-logic': attrs.source },
      String(attrs.source),
    ],
  },
  break: {
    group: 'inline',
    inline: true,
    selectable: false,
    parseDOM: [{ tag: 'br' }],
    toDOM: () => ['br'],
  },
}

/** In the order in which the HTML nests them. */
const marks: Record<string, MarkSpec> = {
  link: {
    attrs: { href: {}, ...styled },
    inclusive: false,
    parseDOM: [
      {
        tag: 'a[href]',
        getAttrs: (dom) => ({ href: dom.getAttribute('href') ?? '', style: null }),
      },
    ],
    // Shown, never followed: without an address it is no link here.
    toDOM: ({ attrs }) => [
      'a',
      { class: 'mail-link', title: attrs.href, ...within(attrs.style) },
      0,
    ],
  },
  span: {
    attrs: { style: {} },
    parseDOM: [{ tag: 'span.mail-span', getAttrs: styleOf }],
    toDOM: ({ attrs }) => ['span', { class: 'mail-span', ...within(attrs.style) }, 0],
  },
  strong: { parseDOM: [{ tag: 'strong' }, { tag: 'b' }], toDOM: () => ['strong', 0] },
  em: { parseDOM: [{ tag: 'em' }, { tag: 'i' }], toDOM: () => ['em', 0] },
  underline: { parseDOM: [{ tag: 'u' }], toDOM: () => ['u', 0] },
}

export const mailSchema = new Schema({ nodes, marks })
