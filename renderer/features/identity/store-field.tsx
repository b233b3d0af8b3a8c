import {
  Button,
  Field,
  Input,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  Radio,
  RadioGroup,
} from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import type { NamedStore } from '../../../preload/contract/policy.ts'
import { Loaded } from '../../components/loaded.tsx'
import { useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'
import { DatabaseForm } from './database-form.tsx'
import { type ChosenFolder, FolderField } from './folder-field.tsx'

interface StoreFieldProps {
  readonly value: ChosenFolder | null
  readonly onChange: (value: ChosenFolder | null) => void
}

/**
 * Where the shared store is: a folder, as offices have it, or a database that IT runs. What IT names
 * is filled in, and cannot be changed where IT has fixed it.
 */
export function StoreField(props: StoreFieldProps) {
  return (
    <Loaded asked={useCall('policy.store', {})}>
      {(named) => <StorePlace {...props} named={named} />}
    </Loaded>
  )
}

function StorePlace({ value, onChange, named }: StoreFieldProps & { named: NamedStore | null }) {
  const t = useText()
  const [kind, setKind] = useState<'folder' | 'database'>(named?.kind ?? 'folder')
  const preset = named?.kind === 'folder' ? named : null
  useEffect(() => {
    if (preset !== null && value === null && kind === 'folder') {
      onChange({ folder: preset.folder, path: preset.path })
    }
  }, [preset, value, kind, onChange])
  if (preset?.isLocked === true) {
    return (
      <Field label={t('identity.folder')} hint={t('machine.store-locked')}>
        <Input readOnly value={preset.path} />
      </Field>
    )
  }
  const choose = (next: 'folder' | 'database') => {
    setKind(next)
    onChange(null)
  }
  return (
    <>
      {named?.isLocked === true ? null : (
        <RadioGroup
          layout="horizontal"
          aria-label={t('identity.store-kind')}
          value={kind}
          onChange={(_, data) => choose(data.value === 'database' ? 'database' : 'folder')}
        >
          <Radio value="folder" label={t('identity.store-folder')} />
          <Radio value="database" label={t('identity.store-database')} />
        </RadioGroup>
      )}
      {kind === 'folder' ? (
        <FolderField
          value={value}
          onChange={onChange}
          hint={value !== null && value.path === preset?.path ? t('machine.store-preset') : null}
        />
      ) : null}
      {kind === 'database' && value === null ? (
        <DatabaseForm named={named?.kind === 'database' ? named : null} onChange={onChange} />
      ) : null}
      {kind === 'database' && value !== null ? (
        <MessageBar intent="success" layout="multiline">
          <MessageBarBody>{t('identity.database-connected', { place: value.path })}</MessageBarBody>
          <MessageBarActions>
            <Button size="small" onClick={() => onChange(null)}>
              {t('identity.database-other')}
            </Button>
          </MessageBarActions>
        </MessageBar>
      ) : null}
    </>
  )
}
