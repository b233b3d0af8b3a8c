import {
  Button,
  Caption1,
  Dropdown,
  Field,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  makeStyles,
  Option,
} from '@fluentui/react-components'
import {
  Document20Regular,
  DocumentFolder20Regular,
  FolderZip20Regular,
} from '@fluentui/react-icons'
import type { CampaignView } from '../../../preload/contract/campaigns.ts'
import type { AddedFiles, AssignmentView } from '../../../preload/contract/recipient-files.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct, useCall, useLatest } from '../../ipc.ts'
import { OwnFilesTable } from './own-files-table.tsx'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '8px' },
  row: { display: 'flex', gap: '8px', flexWrap: 'wrap' },
  refused: { margin: 0, paddingLeft: '20px', overflowWrap: 'anywhere' },
})

const nobody = ''
const sources = [
  ['folder', 'files.add-folder', <DocumentFolder20Regular key="folder" />],
  ['archive', 'files.add-archive', <FolderZip20Regular key="archive" />],
  ['file', 'files.add-file', <Document20Regular key="file" />],
] as const

/** One file per recipient: the merge field that names it, the files, and who gets which. */
export function OwnFilesField({ campaign }: { campaign: CampaignView }) {
  const styles = useStyles()
  const t = useText()
  const update = useAct('campaigns.update')
  const add = useAct('campaigns.add-files')
  const column = campaign.fileColumn
  const fields = [...new Set([...campaign.fields, ...(column === null ? [] : [column])])]
  return (
    <div className={styles.root}>
      <Field label={t('files.column')} hint={t('files.column-hint')}>
        <Dropdown
          value={column ?? t('files.none')}
          selectedOptions={[column ?? nobody]}
          onOptionSelect={(_, { optionValue }) =>
            update.run({ campaign: campaign.id, fileColumn: optionValue || null })
          }
        >
          <Option value={nobody}>{t('files.none')}</Option>
          {fields.map((field) => (
            <Option key={field} value={field}>
              {field}
            </Option>
          ))}
        </Dropdown>
      </Field>
      {column === null ? null : (
        <>
          <div className={styles.row}>
            {sources.map(([from, key, icon]) => (
              <Button
                key={from}
                icon={icon}
                disabled={add.isRunning}
                onClick={() => add.run({ campaign: campaign.id, from })}
              >
                {t(key)}
              </Button>
            ))}
          </div>
          {add.isRunning ? <Reading campaign={campaign.id} /> : null}
          {add.value ? <Added result={add.value} /> : null}
          <Standing campaign={campaign.id} />
        </>
      )}
      <ProblemNotice problem={add.problem ?? update.problem} />
    </div>
  )
}

function Reading({ campaign }: { campaign: string }) {
  const t = useText()
  const format = useFormat()
  const progress = useLatest('campaigns.files-progress')
  const isOurs = progress?.campaign === campaign
  return (
    <Caption1 aria-live="polite">
      {t('files.reading', {
        count: isOurs ? progress.done : 0,
        size: format.size(isOurs ? progress.sizeBytes : 0),
      })}
    </Caption1>
  )
}

/** What was taken, and the files that were not, each with the reason. */
function Added({ result }: { result: AddedFiles }) {
  const styles = useStyles()
  const t = useText()
  const { added, replaced, unchanged, refused, refusedCount } = result
  return (
    <MessageBar intent={refusedCount > 0 ? 'warning' : 'success'} layout="multiline">
      <MessageBarBody>
        <div>{t('files.added', { added, replaced, unchanged })}</div>
        {refusedCount > 0 ? (
          <>
            <div>{t('files.refused', { count: refusedCount })}</div>
            <ul className={styles.refused}>
              {refused.slice(0, 10).map(({ name, reason }) => (
                <li key={`${name} ${reason}`}>
                  {t('files.refused-one', { name, reason: t(`files.reason-${reason}`) })}
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </MessageBarBody>
    </MessageBar>
  )
}

function Standing({ campaign }: { campaign: string }) {
  const t = useText()
  const asked = useCall(
    'campaigns.files',
    { campaign, filter: 'all', search: '', offset: 0, limit: 1 },
    { keepPrevious: true },
  )
  if (asked.value === undefined) return <ProblemNotice problem={asked.problem} />
  const view = asked.value
  if (view.fileCount === 0)
    return (
      <MessageBar intent="info" layout="multiline">
        <MessageBarBody>{t('files.no-files')}</MessageBarBody>
      </MessageBar>
    )
  return (
    <>
      <Summary campaign={campaign} view={view} />
      <OwnFilesTable campaign={campaign} view={view} />
    </>
  )
}

function Summary({ campaign, view }: { campaign: string; view: AssignmentView }) {
  const t = useText()
  const format = useFormat()
  const remove = useAct('campaigns.remove-files')
  const { assigned, shared, empty, missing, near, refused } = view.counts
  const wrong = shared + empty + missing + near + refused
  const isRight = wrong === 0 && view.unusedCount === 0
  return (
    <>
      <MessageBar intent={isRight ? 'success' : 'error'} layout="multiline">
        <MessageBarBody>
          {t(isRight ? 'files.all-right' : 'files.not-right', {
            files: view.fileCount,
            size: format.size(view.sizeBytes),
            assigned,
            wrong,
            unused: view.unusedCount,
          })}
        </MessageBarBody>
        <MessageBarActions>
          {view.unusedCount > 0 ? (
            <Button
              disabled={remove.isRunning}
              onClick={() => remove.run({ campaign, which: 'unused' })}
            >
              {t('files.remove-unused', { count: view.unusedCount })}
            </Button>
          ) : null}
          <Button
            disabled={remove.isRunning}
            onClick={() => remove.run({ campaign, which: 'all' })}
          >
            {t('files.remove-all', { count: view.fileCount })}
          </Button>
        </MessageBarActions>
      </MessageBar>
      <ProblemNotice problem={remove.problem} />
    </>
  )
}
