import { Button, Checkbox, Field, Input } from '@fluentui/react-components'
import { Save20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { KeeperSheet } from '../../../preload/contract/keepers.ts'
import type { Problem } from '../../../preload/problem.ts'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'
import { KeeperFileDialog } from './keeper-file-dialog.tsx'
import { RecoverySheet } from './recovery-sheet.tsx'

type Page =
  | { readonly kind: 'codes' }
  | { readonly kind: 'paper' | 'words'; readonly sheet: KeeperSheet }

/** The sheets of a ceremony, one keeper after another: print or save, then prove it. */
export interface KeeperSheets {
  readonly page: Page
  readonly isKept: boolean
  readonly words: readonly string[]
  readonly savedPath: string | null
  readonly setKept: (isKept: boolean) => void
  readonly setWord: (at: number, word: string) => void
  readonly setSaved: (path: string) => void
  readonly isReady: boolean
  readonly isRunning: boolean
  readonly problem: Problem | null
  readonly next: (onDone: () => void) => void
  /** False: there is nothing before this. */
  readonly back: () => boolean
}

/** hasCodes: somebody's recovery codes go first where they are not on the one sheet. */
export function useKeeperSheets(
  sheets: readonly KeeperSheet[],
  hasCodes: boolean,
): KeeperSheets | null {
  const [at, setAt] = useState(0)
  const [isKept, setKept] = useState(false)
  const [words, setWords] = useState<readonly string[]>([])
  const [savedPath, setSaved] = useState<string | null>(null)
  const readBack = useAct('keepers.read-back')
  const pages: Page[] = sheets.flatMap((sheet) => [
    { kind: 'paper', sheet },
    { kind: 'words', sheet },
  ])
  if (hasCodes && sheets.length > 1) pages.unshift({ kind: 'codes' })
  const page = pages[at]
  if (page === undefined) return null

  function go(to: number) {
    setAt(to)
    setKept(false)
    setWords([])
    readBack.reset()
  }

  function next(onDone: () => void) {
    const goOn = () => (at + 1 < pages.length ? go(at + 1) : onDone())
    if (page?.kind === 'words' && savedPath === null) {
      const typed = page.sheet.readBackPositions.map((_, index) => (words[index] ?? '').trim())
      readBack.run({ sheet: page.sheet.number, words: typed }, goOn)
    } else {
      if (page?.kind === 'words') setSaved(null)
      goOn()
    }
  }

  return {
    page,
    isKept,
    words,
    savedPath,
    setKept,
    setWord: (index, word) => {
      const typed = [...words]
      typed[index] = word
      setWords(typed)
    },
    setSaved,
    isReady:
      page.kind === 'words'
        ? savedPath !== null ||
          page.sheet.readBackPositions.every((_, index) => (words[index] ?? '').trim() !== '')
        : isKept,
    isRunning: readBack.isRunning,
    problem: readBack.problem,
    next,
    back() {
      if (at === 0) return false
      go(at - 1)
      return true
    },
  }
}

interface KeeperSheetStepProps {
  readonly sheets: KeeperSheets
  readonly organizationName: string
  readonly memberName: string
  /** Null: no person's codes belong to this ceremony. */
  readonly recoveryCodes: readonly string[] | null
  readonly words: readonly string[]
}

export function KeeperSheetStep(props: KeeperSheetStepProps) {
  const t = useText()
  const { page, isKept, setKept } = props.sheets
  if (page.kind === 'words') return <ReadBack sheets={props.sheets} sheet={page.sheet} />
  const sheet = page.kind === 'paper' ? page.sheet : null
  const isAlone = sheet === null || sheet.count === 1
  return (
    <>
      <RecoverySheet
        title={
          sheet === null || sheet.count === 1
            ? t(sheet === null ? 'identity.step-codes' : 'identity.sheet-title')
            : t('keepers.sheet-title', { number: sheet.number, count: sheet.count })
        }
        organizationName={props.organizationName}
        memberName={props.memberName}
        sheet={sheet}
        recoveryCodes={isAlone ? props.recoveryCodes : null}
        words={props.words}
      />
      {sheet === null ? null : <SaveFile sheets={props.sheets} sheet={sheet} />}
      <Checkbox
        label={t(isAlone ? 'identity.sheet-kept' : 'keepers.sheet-kept')}
        checked={isKept}
        onChange={(_, data) => setKept(data.checked === true)}
      />
    </>
  )
}

function SaveFile({ sheets, sheet }: { sheets: KeeperSheets; sheet: KeeperSheet }) {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  return (
    <div>
      {sheets.savedPath === null ? (
        <Button icon={<Save20Regular />} onClick={() => setOpen(true)}>
          {t('keepers.file-save')}
        </Button>
      ) : (
        t('keepers.file-saved', { path: sheets.savedPath })
      )}
      {isOpen ? (
        <KeeperFileDialog
          sheet={sheet.number}
          onSaved={(path) => {
            sheets.setSaved(path)
            setOpen(false)
          }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </div>
  )
}

function ReadBack({ sheets, sheet }: { sheets: KeeperSheets; sheet: KeeperSheet }) {
  const t = useText()
  if (sheets.savedPath !== null) return t('keepers.file-proven', { path: sheets.savedPath })
  return sheet.readBackPositions.map((position, at) => (
    <Field
      key={position}
      label={t('identity.read-back', { position })}
      hint={at === 0 ? t('identity.read-back-hint') : null}
      required
    >
      <Input
        autoFocus={at === 0}
        value={sheets.words[at] ?? ''}
        autoComplete="off"
        spellCheck={false}
        onChange={(_, data) => sheets.setWord(at, data.value)}
      />
    </Field>
  ))
}
