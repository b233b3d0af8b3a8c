import { baseKeymap, chainCommands, exitCode, setBlockType, toggleMark } from 'prosemirror-commands'
import { history, redo, undo } from 'prosemirror-history'
import { keymap } from 'prosemirror-keymap'
import { type MarkType, Node, type NodeType } from 'prosemirror-model'
import { liftListItem, sinkListItem, splitListItem, wrapInList } from 'prosemirror-schema-list'
import { type Command, EditorState, Selection, TextSelection } from 'prosemirror-state'
import * as v from 'valibot'
import { MailDocument } from '../../../preload/contract/mail-document.ts'
import { mailSchema } from './mail-schema.ts'

const { nodes, marks } = mailSchema
/** Everything is declared in the schema; a name that is not there is a bug. */
export function nodeType(name: string): NodeType {
  const type = nodes[name]
  if (type === undefined) throw new Error(`no node ${name}`)
  return type
}

export function markType(name: string): MarkType {
  const type = marks[name]
  if (type === undefined) throw new Error(`no mark ${name}`)
  return type
}

const emptyParagraph = { type: 'paragraph', attrs: { style: null } } as const

/** A state that shows this document. */
export function stateOf(document: MailDocument, onLink: () => void): EditorState {
  const content = document.content.length === 0 ? [emptyParagraph] : document.content
  const item = nodeType('list_item')
  const lineBreak: Command = (state, dispatch) => {
    dispatch?.(state.tr.replaceSelectionWith(nodeType('break').create()).scrollIntoView())
    return true
  }
  return EditorState.create({
    doc: Node.fromJSON(mailSchema, { type: 'doc', content }),
    plugins: [
      history(),
      keymap({
        'Mod-z': undo,
        'Mod-y': redo,
        'Shift-Mod-z': redo,
        'Mod-b': toggleMark(markType('strong')),
        'Mod-i': toggleMark(markType('em')),
        'Mod-u': toggleMark(markType('underline')),
        'Mod-k': () => {
          onLink()
          return true
        },
        Enter: splitListItem(item),
        'Shift-Enter': chainCommands(exitCode, lineBreak),
        // Tab leaves the editor, as everywhere; these move an item of a list.
        'Mod-]': sinkListItem(item),
        'Mod-[': liftListItem(item),
      }),
      keymap(baseKeymap),
    ],
  })
}

/** What the editor shows, to be stored; an empty paragraph alone is no content. */
export function documentOf(
  state: EditorState,
  { preheader, frame }: Pick<MailDocument, 'preheader' | 'frame'>,
): MailDocument {
  const { doc } = state
  const isEmpty =
    doc.childCount === 1 &&
    doc.firstChild?.type.name === 'paragraph' &&
    doc.firstChild.childCount === 0
  return v.parse(MailDocument, { preheader, frame, content: isEmpty ? [] : doc.toJSON().content })
}

/** What the toolbar shows of the place where the caret stands. */
export interface Place {
  readonly marks: readonly string[]
  readonly block: 'paragraph' | 'heading-1' | 'heading-2' | 'heading-3'
  readonly align: 'left' | 'center' | 'right'
  readonly list: 'bullet_list' | 'ordered_list' | null
  readonly href: string | null
}

export function placeOf(state: EditorState): Place {
  const { $from, empty, from, to } = state.selection
  const active = Object.values(marks).filter((type) =>
    empty
      ? type.isInSet(state.storedMarks ?? $from.marks()) !== undefined
      : state.doc.rangeHasMark(from, to, type),
  )
  const { parent } = $from
  const level = parent.type.name === 'heading' ? String(parent.attrs.level) : ''
  const style = String(parent.attrs.style ?? '')
  const list = $from.depth >= 2 ? $from.node($from.depth - 2)?.type.name : undefined
  const link = markType('link').isInSet($from.marks())
  return {
    marks: active.map((each) => each.name),
    block:
      level === '1'
        ? 'heading-1'
        : level === '2'
          ? 'heading-2'
          : level === '3'
            ? 'heading-3'
            : 'paragraph',
    align: /text-align:\s*center/.test(style)
      ? 'center'
      : /text-align:\s*right/.test(style)
        ? 'right'
        : 'left',
    list: list === 'bullet_list' || list === 'ordered_list' ? list : null,
    href: link === undefined ? null : String(link.attrs.href),
  }
}

export function setBlock(block: Place['block']): Command {
  const level = Number(block.slice(-1))
  return block === 'paragraph'
    ? setBlockType(nodeType('paragraph'))
    : setBlockType(nodeType('heading'), { level })
}

/** Keeps what else the block's style says. */
export function setAlign(align: Place['align']): Command {
  return (state, dispatch) => {
    const { tr } = state
    state.doc.nodesBetween(state.selection.from, state.selection.to, (node, at) => {
      if (!node.isTextblock) return
      const others = String(node.attrs.style ?? '').replace(/text-align:[^;]*;?/, '')
      const wanted =
        align === 'left' ? others : `text-align:${align}${others === '' ? '' : `;${others}`}`
      tr.setNodeAttribute(at, 'style', wanted === '' ? null : wanted)
    })
    dispatch?.(tr)
    return tr.docChanged
  }
}

export function toggleList(place: Place, list: 'bullet_list' | 'ordered_list'): Command {
  return place.list === list ? liftListItem(nodeType('list_item')) : wrapInList(nodeType(list))
}

/** Puts a block behind the one in which the caret stands, and an empty paragraph behind it at the end. */
export function insertBlock(node: Node): Command {
  return (state, dispatch) => {
    const { $from } = state.selection
    const { parent } = $from
    const isEmpty = parent.type.name === 'paragraph' && parent.childCount === 0 && $from.depth > 0
    const at = $from.depth === 0 ? state.selection.to : isEmpty ? $from.before() : $from.after()
    const { tr } = state
    if (isEmpty) tr.replaceWith(at, $from.after(), node)
    else tr.insert(at, node)
    if (tr.doc.lastChild?.isTextblock !== true)
      tr.insert(tr.doc.content.size, nodeType('paragraph').create())
    // Into what can be written in, and behind what cannot.
    tr.setSelection(Selection.near(tr.doc.resolve(node.isLeaf ? at + node.nodeSize : at + 1)))
    dispatch?.(tr.scrollIntoView())
    return true
  }
}

export function insertInline(name: string, attrs: Record<string, string | null>): Command {
  return (state, dispatch) => {
    const tr = state.tr.replaceSelectionWith(nodeType(name).create(attrs), true)
    dispatch?.(tr.scrollIntoView())
    return true
  }
}

/** The selection, or the whole link in which the caret stands. */
function linkedRange({ selection }: EditorState): { from: number; to: number } {
  const { $from, from, to, empty } = selection
  const mark = markType('link').isInSet($from.marks())
  if (!empty || mark === undefined) return { from, to }
  let at = $from.start()
  let start: number | null = null
  for (const child of $from.parent.children) {
    const end = at + child.nodeSize
    if (!mark.isInSet(child.marks)) {
      if (at >= from) break
      start = null
    } else start ??= at
    if (
      start !== null &&
      end >= from &&
      !mark.isInSet($from.parent.nodeAt(end - $from.start())?.marks ?? [])
    )
      return { from: start, to: end }
    at = end
  }
  return { from, to }
}

/** Links the selection, or writes the address where nothing is selected; '' takes the link away. */
export function setLink(href: string): Command {
  return (state, dispatch) => {
    const link = markType('link')
    const { from, to } = linkedRange(state)
    const { tr } = state
    const empty = from === to
    if (href === '') tr.removeMark(from, to, link)
    else if (empty) tr.insert(from, mailSchema.text(href, [link.create({ href })]))
    else tr.addMark(from, to, link.create({ href }))
    dispatch?.(tr)
    return true
  }
}

export function columnsNode(): Node {
  const column = () => nodeType('column').create(null, nodeType('paragraph').create())
  return nodeType('columns').create(null, [column(), column()])
}

export function footerNode(): Node {
  return nodeType('footer').create(null, nodeType('paragraph').create())
}

/** A footer that is kept for all messages, as it stands now. */
export function savedFooterNode(saved: string, content: MailDocument['content']): Node {
  return Node.fromJSON(mailSchema, { type: 'footer', attrs: { saved }, content })
}

export function noticeNode(): Node {
  return nodeType('notice').create(null, nodeType('paragraph').create())
}

/** A picture at the left and room to write beside it. */
export function besideNode(image: Node): Node {
  const column = (content: Node) => nodeType('column').create(null, content)
  return nodeType('columns').create(null, [column(image), column(nodeType('paragraph').create())])
}

/** Puts a condition around the selection, or two places to write between. */
export function wrapInCondition(before: string, behind: string): Command {
  return (state, dispatch) => {
    const { from, to } = state.selection
    const logic = (source: string) => nodeType('logic').create({ source })
    const tr = state.tr.insert(to, logic(behind)).insert(from, logic(before))
    // What was selected, or the place between the two.
    tr.setSelection(TextSelection.create(tr.doc, from + 1, to + 1))
    dispatch?.(tr.scrollIntoView())
    return true
  }
}
