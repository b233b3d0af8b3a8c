import {
  Dropdown,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  Option,
  Toolbar,
  ToolbarButton,
  ToolbarDivider,
  tokens,
} from '@fluentui/react-components'
import {
  Add20Regular,
  ArrowRedo20Regular,
  ArrowUndo20Regular,
  BranchFork20Regular,
  Link20Regular,
  PersonTag20Regular,
  TextAlignCenter20Regular,
  TextAlignLeft20Regular,
  TextAlignRight20Regular,
  TextBold20Regular,
  TextBulletList20Regular,
  TextItalic20Regular,
  TextNumberListLtr20Regular,
  TextUnderline20Regular,
} from '@fluentui/react-icons'
import { toggleMark } from 'prosemirror-commands'
import { redo, undo } from 'prosemirror-history'
import type { Command } from 'prosemirror-state'
import { type ReactElement, useState } from 'react'
import type { FooterView } from '../../../preload/contract/templates.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import type { PlainTextKey } from '../../i18n/catalog.ts'
import { useText } from '../../i18n/language.tsx'
import { call, useAct, useCall } from '../../ipc.ts'
import { ButtonDialog, ImageDialog, LinkDialog } from './block-dialogs.tsx'
import { ConditionDialog } from './condition-dialog.tsx'
import { FieldPicker } from './field-picker.tsx'
import type { Materials } from './mail-editor.tsx'
import {
  besideNode,
  columnsNode,
  footerNode,
  insertBlock,
  insertInline,
  markType,
  nodeType,
  noticeNode,
  type Place,
  savedFooterNode,
  setAlign,
  setBlock,
  setLink,
  toggleList,
  wrapInCondition,
} from './mail-state.ts'

const useStyles = makeStyles({
  bar: {
    flexWrap: 'wrap',
    padding: '2px 4px',
    backgroundColor: tokens.colorNeutralBackground2,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  style: { minWidth: '120px' },
})

const nowhere: Place = { marks: [], block: 'paragraph', align: 'left', list: null, href: null }

const blocks: readonly (readonly [Place['block'], PlainTextKey])[] = [
  ['paragraph', 'message.paragraph'],
  ['heading-1', 'message.heading-1'],
  ['heading-2', 'message.heading-2'],
  ['heading-3', 'message.heading-3'],
]

const markButtons: readonly (readonly [string, PlainTextKey, ReactElement])[] = [
  ['strong', 'message.bold', <TextBold20Regular key="strong" />],
  ['em', 'message.italic', <TextItalic20Regular key="em" />],
  ['underline', 'message.underline', <TextUnderline20Regular key="underline" />],
]

const alignButtons: readonly (readonly [Place['align'], PlainTextKey, ReactElement])[] = [
  ['left', 'message.align-left', <TextAlignLeft20Regular key="left" />],
  ['center', 'message.align-center', <TextAlignCenter20Regular key="center" />],
  ['right', 'message.align-right', <TextAlignRight20Regular key="right" />],
]

type Asking =
  | 'field'
  | 'condition'
  | 'button'
  | { readonly image: string; readonly name: string; readonly isBeside: boolean }
  | null

/** What can be done to the message; one stop for Tab, arrows within. */
export function EditorBar(props: {
  campaign: Materials
  place: Place | null
  run: (command: Command) => void
  isLinking: boolean
  onLinking: (isLinking: boolean) => void
}) {
  const styles = useStyles()
  const t = useText()
  const { run } = props
  const place = props.place ?? nowhere
  const [asking, setAsking] = useState<Asking>(null)
  const attach = useAct('campaigns.attach')
  const markers = useAct('campaigns.markers')
  const footers = useCall('footers.list', {})

  function addImage(isBeside: boolean) {
    const before = new Set(props.campaign.attachments.map((each) => each.id))
    if (props.campaign.id === null) return
    attach.run({ campaign: props.campaign.id }, (after) => {
      const added = after?.attachments.find((each) => !before.has(each.id))
      if (added !== undefined && /^image\/(?:png|jpeg|gif)$/.test(added.type))
        setAsking({ image: added.contentId, name: added.name, isBeside })
    })
  }

  function addFooter({ id, html }: FooterView) {
    void call('campaigns.document', { html }).then((document) => {
      if (document !== null) run(insertBlock(savedFooterNode(id, document.content)))
    })
  }

  function answer(command: Command) {
    setAsking(null)
    run(command)
  }

  return (
    <>
      <Toolbar aria-label={t('message.bar')} size="small" className={styles.bar}>
        <Dropdown
          size="small"
          appearance="underline"
          className={styles.style}
          aria-label={t('message.block')}
          value={t(blocks.find(([block]) => block === place.block)?.[1] ?? 'message.paragraph')}
          selectedOptions={[place.block]}
          onOptionSelect={(_, data) => {
            const chosen = blocks.find(([block]) => block === data.optionValue)
            if (chosen !== undefined) run(setBlock(chosen[0]))
          }}
        >
          {blocks.map(([block, key]) => (
            <Option key={block} value={block}>
              {t(key)}
            </Option>
          ))}
        </Dropdown>
        {markButtons.map(([mark, key, icon]) => (
          <ToolbarButton
            key={mark}
            icon={icon}
            aria-label={t(key)}
            aria-pressed={place.marks.includes(mark)}
            appearance={place.marks.includes(mark) ? 'primary' : 'subtle'}
            onClick={() => run(toggleMark(markType(mark)))}
          />
        ))}
        <ToolbarButton
          icon={<Link20Regular />}
          aria-label={t('message.link')}
          aria-pressed={place.href !== null}
          onClick={() => props.onLinking(true)}
        />
        <ToolbarDivider />
        {alignButtons.map(([align, key, icon]) => (
          <ToolbarButton
            key={align}
            icon={icon}
            aria-label={t(key)}
            aria-pressed={place.align === align}
            appearance={place.align === align ? 'primary' : 'subtle'}
            onClick={() => run(setAlign(align))}
          />
        ))}
        <ToolbarButton
          icon={<TextBulletList20Regular />}
          aria-label={t('message.bullets')}
          aria-pressed={place.list === 'bullet_list'}
          onClick={() => run(toggleList(place, 'bullet_list'))}
        />
        <ToolbarButton
          icon={<TextNumberListLtr20Regular />}
          aria-label={t('message.numbers')}
          aria-pressed={place.list === 'ordered_list'}
          onClick={() => run(toggleList(place, 'ordered_list'))}
        />
        <ToolbarDivider />
        <ToolbarButton
          icon={<PersonTag20Regular />}
          disabled={props.campaign.fields.length === 0}
          onClick={() => setAsking('field')}
        >
          {t('message.field')}
        </ToolbarButton>
        <ToolbarButton
          icon={<BranchFork20Regular />}
          disabled={props.campaign.fields.length === 0}
          onClick={() => setAsking('condition')}
        >
          {t('message.condition')}
        </ToolbarButton>
        <Menu>
          <MenuTrigger>
            <ToolbarButton icon={<Add20Regular />}>{t('message.add')}</ToolbarButton>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              <MenuItem onClick={() => setAsking('button')}>{t('message.add-button')}</MenuItem>
              {props.campaign.id === null ? null : (
                <>
                  <MenuItem onClick={() => addImage(false)}>{t('message.add-image')}</MenuItem>
                  <MenuItem onClick={() => addImage(true)}>{t('message.add-beside')}</MenuItem>
                </>
              )}
              <MenuItem onClick={() => run(insertBlock(noticeNode()))}>
                {t('message.add-notice')}
              </MenuItem>
              <MenuItem onClick={() => run(insertBlock(columnsNode()))}>
                {t('message.add-columns')}
              </MenuItem>
              <MenuItem onClick={() => run(insertBlock(nodeType('divider').create()))}>
                {t('message.add-divider')}
              </MenuItem>
              <MenuItem onClick={() => run(insertBlock(footerNode()))}>
                {t('message.add-footer')}
              </MenuItem>
              {props.campaign.id === null
                ? null
                : (footers.value ?? []).map((footer) => (
                    <MenuItem key={footer.id} onClick={() => addFooter(footer)}>
                      {t('message.add-kept-footer', { name: footer.name })}
                    </MenuItem>
                  ))}
            </MenuList>
          </MenuPopover>
        </Menu>
        <ToolbarDivider />
        <ToolbarButton
          icon={<ArrowUndo20Regular />}
          aria-label={t('message.undo')}
          onClick={() => run(undo)}
        />
        <ToolbarButton
          icon={<ArrowRedo20Regular />}
          aria-label={t('message.redo')}
          onClick={() => run(redo)}
        />
      </Toolbar>
      <ProblemNotice problem={attach.problem ?? markers.problem} />
      {asking === 'field' ? (
        <FieldPicker
          fields={props.campaign.fields}
          onCancel={() => setAsking(null)}
          onChosen={(field) => answer(insertInline('field', { ...field }))}
        />
      ) : null}
      {asking === 'condition' ? (
        <ConditionDialog
          fields={props.campaign.fields}
          onCancel={() => setAsking(null)}
          onChosen={(condition) =>
            markers.run({ of: condition }, ({ before, behind }) =>
              answer(wrapInCondition(before, behind)),
            )
          }
        />
      ) : null}
      {asking === 'button' ? (
        <ButtonDialog
          onCancel={() => setAsking(null)}
          onDone={(attrs) => answer(insertBlock(nodeType('button').create(attrs)))}
        />
      ) : null}
      {asking !== null && typeof asking === 'object' ? (
        <ImageDialog
          name={asking.name}
          onCancel={() => setAsking(null)}
          onDone={(attrs) => answer(insertBlock(pictureNode(asking, attrs)))}
        />
      ) : null}
      {props.isLinking ? (
        <LinkDialog
          href={place.href ?? ''}
          onCancel={() => props.onLinking(false)}
          onDone={(href) => {
            props.onLinking(false)
            run(setLink(href))
          }}
        />
      ) : null}
    </>
  )
}

function pictureNode(
  asked: { readonly image: string; readonly isBeside: boolean },
  attrs: { readonly alt: string; readonly width: number | null },
) {
  const image = nodeType('image').create({ ...attrs, src: asked.image })
  return asked.isBeside ? besideNode(image) : image
}
