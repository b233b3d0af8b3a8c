import {
  Button,
  Caption1,
  Checkbox,
  Field,
  Input,
  makeStyles,
  tokens,
} from '@fluentui/react-components'
import { useState } from 'react'
import type { AdministratorsView } from '../../../preload/contract/governance.ts'
import type { MemberView } from '../../../preload/contract/identity.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { FactList } from '../../components/fact-list.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Section } from '../../components/page.tsx'
import { StepUpField } from '../../components/step-up-field.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import {
  blankProof,
  KeeperProofFields,
  type ProofDraft,
  toProofs,
} from '../identity/keeper-proof-fields.tsx'
import { RotationDialog } from './rotation-dialog.tsx'

const useStyles = makeStyles({ quiet: { color: tokens.colorNeutralForeground3 } })

/** Whose signatures move the organization, and the way to change that with the printed sheets. */
export function OrganizationKeyTab() {
  const styles = useStyles()
  const t = useText()
  const members = useCall('identity.members', {})
  const [isChanging, setChanging] = useState(false)
  const [isRotating, setRotating] = useState(false)
  const state = useCall('app.state', {})
  const names = (view: AdministratorsView) =>
    view.members.map((id) => members.value?.find((each) => each.id === id)?.name ?? id)
  return (
    <Loaded asked={useCall('governance.administrators', {})}>
      {(view) => (
        <Section
          title={t('organization-key.title')}
          actions={
            <>
              <Button onClick={() => setChanging(true)}>{t('organization-key.change')}</Button>
              <Button onClick={() => setRotating(true)}>{t('keepers.rotation')}</Button>
            </>
          }
        >
          <Caption1 className={styles.quiet}>{t('organization-key.body')}</Caption1>
          <FactList
            facts={[
              {
                term: t('organization-key.administrators'),
                fact: names(view).join(t('policy.and')),
              },
              {
                term: t('organization-key.needed'),
                fact: t('organization-key.of', {
                  needed: view.threshold,
                  count: view.members.length,
                }),
              },
              {
                term: t('organization-key.keepers'),
                fact: t('organization-key.of', {
                  needed: view.keeperThreshold,
                  count: view.keeperCount,
                }),
              },
              { term: t('organization-key.version'), fact: String(view.version) },
            ]}
          />
          {isRotating ? (
            <RotationDialog
              view={view}
              organizationWords={state.value?.organization?.words ?? []}
              onClose={() => setRotating(false)}
            />
          ) : null}
          {isChanging ? (
            <ChangeDialog
              view={view}
              members={(members.value ?? []).filter((each) => each.status === 'active')}
              onClose={() => setChanging(false)}
            />
          ) : null}
        </Section>
      )}
    </Loaded>
  )
}

function ChangeDialog(props: {
  view: AdministratorsView
  members: readonly MemberView[]
  onClose: () => void
}) {
  const t = useText()
  const change = useAct('governance.change-administrators')
  const [chosen, setChosen] = useState<readonly string[]>(props.view.members)
  const [needed, setNeeded] = useState(String(props.view.threshold))
  const [sheets, setSheets] = useState<readonly ProofDraft[]>(
    Array.from({ length: props.view.keeperThreshold }, () => blankProof),
  )
  const [code, setCode] = useState('')
  const threshold = Number(needed.normalize('NFKC'))
  const proofs = toProofs(sheets, 'root')
  const isPossible = Number.isInteger(threshold) && threshold >= 1 && threshold <= chosen.length
  return (
    <ActDialog
      isOpen
      size="wide"
      title={t('organization-key.change-title')}
      confirmLabel={t('organization-key.change-act')}
      isReady={isPossible && proofs !== null && code.length === 6}
      isRunning={change.isRunning}
      problem={change.problem}
      onCancel={props.onClose}
      onConfirm={() =>
        change.run(
          { members: [...chosen], threshold, proofs: proofs ?? [], code },
          props.onClose,
          () => setCode(''),
        )
      }
    >
      <fieldset>
        <legend>{t('organization-key.administrators')}</legend>
        {props.members.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={name}
            checked={chosen.includes(id)}
            onChange={(_, data) =>
              setChosen(
                data.checked === true ? [...chosen, id] : chosen.filter((each) => each !== id),
              )
            }
          />
        ))}
      </fieldset>
      <Field label={t('organization-key.needed')} hint={t('organization-key.needed-hint')}>
        <Input value={needed} onChange={(_, data) => setNeeded(data.value)} />
      </Field>
      <KeeperProofFields value={sheets} part="root" onChange={setSheets} />
      <StepUpField act="grant" value={code} onChange={setCode} />
    </ActDialog>
  )
}
