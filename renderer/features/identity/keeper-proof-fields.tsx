import { Button, Field, makeStyles, Text, Textarea } from '@fluentui/react-components'
import type { KeeperProof } from '../../../preload/contract/keepers.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'
import { PasswordField } from './password-fields.tsx'

const useStyles = makeStyles({
  proof: { display: 'flex', flexDirection: 'column', gap: '8px' },
  file: { display: 'flex', alignItems: 'center', gap: '8px', flexWrap: 'wrap' },
})

export interface ProofDraft {
  readonly words: string
  readonly file: { readonly file: string; readonly name: string } | null
  readonly passphrase: string
}

export const blankProof: ProofDraft = { words: '', file: null, passphrase: '' }

/** Which words of a sheet are asked for. A file has them all. */
export type SheetPart = 'root' | 'recovery' | 'whole'
const wordCounts: Readonly<Record<SheetPart, readonly number[]>> = {
  root: [24, 49],
  recovery: [25, 49],
  whole: [49],
}

/** Null while something is missing. */
export function toProof(
  { words, file, passphrase }: ProofDraft,
  part: SheetPart,
): KeeperProof | null {
  if (file !== null) return passphrase === '' ? null : { kind: 'file', file: file.file, passphrase }
  const typed = words.split(/\s+/).filter((word) => word !== '')
  return wordCounts[part].includes(typed.length) ? { kind: 'words', words: typed } : null
}

/** All of them, or null while one is missing. */
export function toProofs(drafts: readonly ProofDraft[], part: SheetPart): KeeperProof[] | null {
  const proofs = drafts.flatMap((draft) => toProof(draft, part) ?? [])
  return proofs.length === drafts.length ? proofs : null
}

/** Sheets as they are typed, or the files of the same keepers. */
export function KeeperProofFields(props: {
  value: readonly ProofDraft[]
  part: SheetPart
  onChange: (value: readonly ProofDraft[]) => void
}) {
  const set = (at: number, part: Partial<ProofDraft>) =>
    props.onChange(
      props.value.map((draft, other) => (other === at ? { ...draft, ...part } : draft)),
    )
  return props.value.map((draft, at) => (
    <ProofField
      // biome-ignore lint/suspicious/noArrayIndexKey: sheets have no name but their place
      key={at}
      position={at + 1}
      draft={draft}
      part={props.part}
      onChange={(part) => set(at, part)}
    />
  ))
}

function ProofField(props: {
  position: number
  draft: ProofDraft
  part: SheetPart
  onChange: (part: Partial<ProofDraft>) => void
}) {
  const styles = useStyles()
  const t = useText()
  const choose = useAct('keepers.choose-file')
  const { position, draft, onChange } = props
  if (draft.file !== null)
    return (
      <div className={styles.proof}>
        <div className={styles.file}>
          <Text>{t('keepers.proof-file', { position, name: draft.file.name })}</Text>
          <Button size="small" onClick={() => onChange({ file: null, passphrase: '' })}>
            {t('keepers.proof-words')}
          </Button>
        </div>
        <PasswordField
          label={t('keepers.passphrase')}
          value={draft.passphrase}
          autoComplete="current-password"
          onChange={(passphrase) => onChange({ passphrase })}
        />
      </div>
    )
  return (
    <div className={styles.proof}>
      <Field
        label={t('keepers.proof-sheet', { position })}
        hint={t(`keepers.proof-hint-${props.part}`)}
      >
        <Textarea
          rows={props.part === 'root' ? 3 : 5}
          value={draft.words}
          autoComplete="off"
          spellCheck={false}
          onChange={(_, data) => onChange({ words: data.value })}
        />
      </Field>
      <div>
        <Button
          size="small"
          onClick={() =>
            choose.run({}, (file) => (file ? onChange({ file, words: '' }) : undefined))
          }
        >
          {t('keepers.proof-choose')}
        </Button>
        <ProblemNotice problem={choose.problem} />
      </div>
    </div>
  )
}
