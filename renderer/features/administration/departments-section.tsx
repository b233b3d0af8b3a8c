import { Button, Field, Input, makeStyles, Text, tokens } from '@fluentui/react-components'
import { Add20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { DepartmentView } from '../../../preload/contract/governance.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Section } from '../../components/page.tsx'
import { StepUpField } from '../../components/step-up-field.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'

const useStyles = makeStyles({
  list: {
    margin: 0,
    padding: '0 16px',
    listStyle: 'none',
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow2,
  },
  item: { display: 'flex', alignItems: 'center', gap: '16px', padding: '8px 0' },
  name: { flexGrow: 1 },
})

/** The departments of the organization: who needs none sees one quiet line. */
export function DepartmentsSection() {
  const styles = useStyles()
  const t = useText()
  const asked = useCall('governance.departments', {})
  const [editing, setEditing] = useState<DepartmentView | 'new' | null>(null)
  return (
    <Section
      title={t('departments.title')}
      actions={
        <Button icon={<Add20Regular />} onClick={() => setEditing('new')}>
          {t('departments.add')}
        </Button>
      }
    >
      <Text>{t('departments.body')}</Text>
      <Loaded asked={asked}>
        {(departments) =>
          departments.length === 0 ? (
            <Text>{t('departments.none')}</Text>
          ) : (
            <ul className={styles.list} aria-label={t('departments.title')}>
              {departments.map((each) => (
                <li key={each.id} className={styles.item}>
                  <Text className={styles.name}>{each.name}</Text>
                  <Button
                    size="small"
                    aria-label={`${t('departments.rename')} ${each.name}`}
                    onClick={() => setEditing(each)}
                  >
                    {t('departments.rename')}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {editing === null ? null : (
        <DepartmentDialog
          department={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  )
}

function DepartmentDialog(props: { department: DepartmentView | null; onClose: () => void }) {
  const t = useText()
  const save = useAct('governance.save-department')
  const { department } = props
  const [name, setName] = useState(department?.name ?? '')
  const [code, setCode] = useState('')
  const isChanged = name.trim() !== '' && name.trim() !== department?.name
  return (
    <ActDialog
      isOpen
      title={
        department === null
          ? t('departments.add-title')
          : t('departments.rename-title', { name: department.name })
      }
      confirmLabel={t('departments.act')}
      isReady={isChanged && code.length === 6}
      isRunning={save.isRunning}
      problem={save.problem}
      onCancel={props.onClose}
      onConfirm={() =>
        save.run({ department: department?.id ?? null, name, code }, props.onClose, () =>
          setCode(''),
        )
      }
    >
      <Field label={t('departments.name')} required>
        <Input autoFocus value={name} maxLength={200} onChange={(_, data) => setName(data.value)} />
      </Field>
      <StepUpField act="grant" value={code} onChange={setCode} />
    </ActDialog>
  )
}
