// biome-ignore-all lint/a11y/useSemanticElements: the options of a combobox have no element of HTML
// biome-ignore-all lint/a11y/useFocusableInteractive: the field keeps the focus and names the option
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogSurface,
  Input,
  makeStyles,
  mergeClasses,
  Text,
  tokens,
} from '@fluentui/react-components'
import { Search20Regular } from '@fluentui/react-icons'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { AppState } from '../../preload/contract/app.ts'
import { isPartOfMore } from '../components/single-key.ts'
import { useText } from '../i18n/language.tsx'
import { matching } from './command-match.ts'
import { type Command, useCommands } from './commands.ts'
import type { SettingsDialogName } from './settings-dialog.tsx'

/** As many as anybody reads; whoever seeks further types a letter more. */
const shownMax = 50

const useStyles = makeStyles({
  surface: { maxWidth: '620px', padding: '12px', marginTop: '12vh', marginBottom: 'auto' },
  content: { display: 'flex', flexDirection: 'column', gap: '8px' },
  options: { maxHeight: '48vh', overflowY: 'auto', margin: 0 },
  option: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 140px 52px',
    alignItems: 'center',
    columnGap: '12px',
    minHeight: '32px',
    padding: '0 8px',
    borderRadius: tokens.borderRadiusMedium,
    cursor: 'pointer',
    ':hover': {
      backgroundColor: tokens.colorSubtleBackgroundHover,
      color: tokens.colorNeutralForeground1Hover,
    },
  },
  chosen: {
    backgroundColor: tokens.colorSubtleBackgroundSelected,
    color: tokens.colorNeutralForeground1Selected,
    outlineStyle: 'solid',
    outlineWidth: '2px',
    outlineColor: tokens.colorStrokeFocus2,
    outlineOffset: '-2px',
  },
  label: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  quiet: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  foot: { padding: '0 8px' },
})

export interface CommandPaletteProps {
  readonly state: AppState
  readonly onClose: () => void
  readonly onDialog: (dialog: SettingsDialogName) => void
}

/**
 * Ctrl+K: every act, place and object behind one field. The field keeps the focus, arrows move,
 * Enter does it (never while an IME composes), Escape leaves everything as it was.
 */
export function CommandPalette({ state, onClose, onDialog }: CommandPaletteProps) {
  const styles = useStyles()
  const t = useText()
  const listId = useId()
  const [typed, setTyped] = useState('')
  const [chosenAt, setChosenAt] = useState(0)
  const found = matching(useCommands(state, onDialog), typed).slice(0, shownMax)
  const chosen = found[chosenAt]

  function run(command: Command) {
    onClose()
    command.run()
  }
  function onKey(event: KeyboardEvent) {
    if (isPartOfMore(event)) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setChosenAt((chosenAt + step + found.length) % Math.max(1, found.length))
    else if (event.key === 'Enter' && chosen !== undefined) run(chosen)
    else return
    event.preventDefault()
  }

  return (
    <Dialog open onOpenChange={(_, data) => (data.open ? undefined : onClose())}>
      <DialogSurface className={styles.surface} aria-label={t('frame.palette')}>
        <DialogBody>
          <DialogContent className={styles.content}>
            <Input
              autoFocus
              value={typed}
              contentBefore={<Search20Regular />}
              placeholder={t('frame.palette-hint')}
              aria-label={t('frame.palette')}
              role="combobox"
              aria-expanded
              aria-controls={listId}
              aria-activedescendant={chosen === undefined ? undefined : `${listId}-${chosenAt}`}
              aria-autocomplete="list"
              onKeyDown={onKey}
              onChange={(_, data) => {
                setTyped(data.value)
                setChosenAt(0)
              }}
            />
            <div
              role="listbox"
              id={listId}
              aria-label={t('frame.found')}
              className={styles.options}
            >
              {found.map((command, index) => (
                <Option
                  key={command.id}
                  id={`${listId}-${index}`}
                  command={command}
                  isChosen={command === chosen}
                  onRun={() => run(command)}
                />
              ))}
            </div>
            <Text role="status" className={mergeClasses(styles.quiet, styles.foot)}>
              {found.length === 0 ? t('frame.found-none') : t('frame.palette-keys')}
            </Text>
          </DialogContent>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}

function Option(props: { id: string; command: Command; isChosen: boolean; onRun: () => void }) {
  const styles = useStyles()
  const { label, sort, keys } = props.command
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (props.isChosen) ref.current?.scrollIntoView({ block: 'nearest' })
  }, [props.isChosen])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the field does it
    <div
      ref={ref}
      role="option"
      id={props.id}
      aria-selected={props.isChosen}
      className={mergeClasses(styles.option, props.isChosen && styles.chosen)}
      onClick={props.onRun}
    >
      <span className={styles.label}>{label}</span>
      <span className={styles.quiet}>{sort}</span>
      <span className={styles.quiet}>{keys}</span>
    </div>
  )
}
