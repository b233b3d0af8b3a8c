import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  Radio,
  RadioGroup,
} from '@fluentui/react-components'
import { useState } from 'react'
import { useText } from '../../i18n/language.tsx'
import { DatabaseForm } from './database-form.tsx'
import { type ChosenFolder, FolderField } from './folder-field.tsx'

/** Where the shared store is: a folder, as offices have it, or a database that IT runs. */
export function StoreField(props: {
  value: ChosenFolder | null
  onChange: (value: ChosenFolder | null) => void
}) {
  const t = useText()
  const { value, onChange } = props
  const [kind, setKind] = useState<'folder' | 'database'>('folder')
  const choose = (next: 'folder' | 'database') => {
    setKind(next)
    onChange(null)
  }
  return (
    <>
      <RadioGroup
        layout="horizontal"
        aria-label={t('identity.store-kind')}
        value={kind}
        onChange={(_, data) => choose(data.value === 'database' ? 'database' : 'folder')}
      >
        <Radio value="folder" label={t('identity.store-folder')} />
        <Radio value="database" label={t('identity.store-database')} />
      </RadioGroup>
      {kind === 'folder' ? <FolderField value={value} onChange={onChange} /> : null}
      {kind === 'database' && value === null ? <DatabaseForm onChange={onChange} /> : null}
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
