import { Badge, Caption1, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import {
  CheckmarkCircle20Filled,
  Circle20Regular,
  DocumentText20Regular,
} from '@fluentui/react-icons'
import type { KeyboardEvent } from 'react'
import type { ViewItem } from '../../../preload/contract/approval.ts'
import { isPartOfMore } from '../../components/single-key.ts'
import type { PlainTextKey } from '../../i18n/catalog.ts'
import { useText } from '../../i18n/language.tsx'

const useStyles = makeStyles({
  list: {
    width: '200px',
    flexShrink: 0,
    margin: 0,
    padding: 0,
    listStyle: 'none',
    overflowY: 'auto',
  },
  item: {
    width: '100%',
    display: 'grid',
    gridTemplateColumns: '20px 1fr',
    gap: '0 10px',
    alignItems: 'center',
    textAlign: 'left',
    padding: '8px 10px',
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    font: 'inherit',
    cursor: 'pointer',
    ':hover': {
      backgroundColor: tokens.colorSubtleBackgroundHover,
      color: tokens.colorNeutralForeground1Hover,
    },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  shown: {
    backgroundColor: tokens.colorSubtleBackgroundSelected,
    color: tokens.colorNeutralForeground1Selected,
  },
  opened: { color: tokens.colorStatusSuccessForeground1 },
  unopened: { color: tokens.colorNeutralForeground3 },
  label: { overflowWrap: 'anywhere' },
  reason: {
    gridColumn: 2,
    display: 'flex',
    flexWrap: 'wrap',
    gap: '2px 6px',
    alignItems: 'center',
    color: tokens.colorNeutralForeground3,
  },
})

const reasonKey = {
  manifest: 'approval.reason-manifest',
  checks: 'approval.reason-checks',
  links: 'approval.reason-links',
  headers: 'approval.reason-headers',
  route: 'approval.reason-route',
  recipients: 'approval.reason-recipients',
  difference: 'approval.reason-difference',
  text: 'approval.reason-text',
  html: 'approval.reason-html',
  sample: 'approval.reason-sample',
  fallback: 'approval.reason-fallback',
  longest: 'approval.reason-longest',
  shortest: 'approval.reason-shortest',
  'rare-domain': 'approval.reason-rare-domain',
  'no-message': 'approval.reason-no-message',
  'unusual-script': 'approval.reason-unusual-script',
  attachment: 'approval.reason-attachment',
  files: 'approval.reason-files',
  'own-file': 'approval.reason-own-file',
  'same-file': 'approval.reason-same-file',
  'other-type': 'approval.reason-other-type',
  'largest-file': 'approval.reason-largest-file',
  'smallest-file': 'approval.reason-smallest-file',
} as const satisfies Record<ViewItem['reason'], PlainTextKey>

const steps: ReadonlyMap<string, number> = new Map([
  ...([
    ['j', 1],
    ['k', -1],
    ['ArrowDown', 1],
    ['ArrowUp', -1],
  ] as const),
])

/** What is worth a look, riskiest first; ticked once its end was in view. J, K and arrows move. */
export function ReviewItemList(props: {
  items: readonly ViewItem[]
  shown: string
  /** Null where nobody has to tick anything off any more. */
  opened: ReadonlySet<string> | null
  onOpen: (item: string) => void
  /** A letter typed while the list has the focus. Returns whether it meant something here. */
  onLetter: (letter: string) => boolean
}) {
  const styles = useStyles()
  const t = useText()
  function onKeyDown(event: KeyboardEvent<HTMLUListElement>) {
    if (isPartOfMore(event)) return
    const step = steps.get(event.key)
    if (step === undefined) {
      // Else the letter that opens a dialog is typed into its first field.
      if (props.onLetter(event.key)) event.preventDefault()
      return
    }
    const at = props.items.findIndex(({ item }) => item === props.shown) + step
    const next = props.items[at]
    event.preventDefault()
    if (next === undefined) return
    props.onOpen(next.item)
    event.currentTarget.querySelectorAll('button')[at]?.focus()
  }

  return (
    <ul className={styles.list} aria-label={t('approval.items')} onKeyDown={onKeyDown}>
      {props.items.map(({ item, label, reason, required }) => (
        <li key={item}>
          <button
            type="button"
            aria-current={item === props.shown}
            className={mergeClasses(styles.item, item === props.shown && styles.shown)}
            onClick={() => props.onOpen(item)}
          >
            <OpenedMark isOpened={props.opened?.has(item) ?? null} />
            <span className={styles.label}>{itemLabel(item, label, t)}</span>
            <span className={styles.reason}>
              <Caption1>{t(reasonKey[reason])}</Caption1>
              {required && props.opened !== null ? (
                <Badge size="small" appearance="tint" color="informative">
                  {t('approval.required')}
                </Badge>
              ) : null}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function OpenedMark(props: { isOpened: boolean | null }) {
  const styles = useStyles()
  const t = useText()
  if (props.isOpened === null) return <DocumentText20Regular className={styles.unopened} />
  return props.isOpened ? (
    <CheckmarkCircle20Filled className={styles.opened} aria-label={t('approval.opened')} />
  ) : (
    <Circle20Regular className={styles.unopened} aria-label={t('approval.unopened')} />
  )
}

/** Messages are named by their number: whoever may not read addresses reviews them all the same. */
export function itemLabel(item: string, label: string, t: ReturnType<typeof useText>): string {
  const [kind, rest] = [item.split(':')[0], item.slice(item.indexOf(':') + 1)]
  switch (kind) {
    case 'manifest':
      return t('manifest.title')
    case 'checks':
      return t('approval.item-checks')
    case 'links':
      return t('approval.item-links')
    case 'headers':
      return t('approval.item-headers')
    case 'route':
      return t('approval.item-route')
    case 'recipients':
      return t('approval.item-recipients')
    case 'difference':
      return t('approval.item-difference')
    case 'text':
      return t('approval.item-text')
    case 'html':
      return t('approval.item-html')
    case 'files':
      return t('approval.item-files')
    case 'message':
      return t('approval.item-message', { number: Number(rest) + 1 })
    default:
      return label
  }
}
