import { Body1, Button, Spinner } from '@fluentui/react-components'
import { ArrowExport20Regular } from '@fluentui/react-icons'
import type { JournalUpkeep } from '../../../preload/contract/journal.ts'
import { FactList } from '../../components/fact-list.tsx'
import { Section } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Rows } from '../../components/skeleton.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { toKnownProblem } from '../../i18n/problem.ts'
import { useAct, useCall } from '../../ipc.ts'
import { ExportForm } from './export-form.tsx'

/** The daily copy of the records for IT, and what retention has destroyed. */
export function UpkeepTab() {
  const t = useText()
  const upkeep = useCall('journal.upkeep', {}, { everyMs: refreshMs })
  const set = useAct('journal.set-export')
  const run = useAct('journal.export-now')
  const isRunning = set.isRunning || run.isRunning
  if (upkeep.value === undefined)
    return upkeep.problem === null ? <Rows count={4} /> : <ProblemNotice problem={upkeep.problem} />
  return (
    <>
      <ProblemNotice problem={upkeep.problem ?? set.problem ?? run.problem} />
      <Section title={t('journal.export')}>
        <Body1>{t('journal.export-body')}</Body1>
        <ExportFacts upkeep={upkeep.value} />
        {upkeep.value.target === null ? null : (
          <div>
            <Button
              icon={run.isRunning ? <Spinner size="tiny" /> : <ArrowExport20Regular />}
              disabledFocusable={isRunning}
              onClick={() => (isRunning ? undefined : run.run({}, upkeep.refresh))}
            >
              {t(run.isRunning ? 'journal.exporting' : 'journal.export-now')}
            </Button>
          </div>
        )}
      </Section>
      <Section title={t('journal.export-change')}>
        <ExportForm isRunning={isRunning} onSet={(target) => set.run({ target }, upkeep.refresh)} />
      </Section>
      <Section title={t('journal.destroyed')}>
        <Body1>
          {upkeep.value.destroyedCount === 0
            ? t('journal.destroyed-none')
            : t('journal.destroyed-body', { count: upkeep.value.destroyedCount })}
        </Body1>
        {upkeep.value.leftCount === 0 ? null : (
          <Body1>{t('journal.destroyed-left', { count: upkeep.value.leftCount })}</Body1>
        )}
      </Section>
    </>
  )
}

const refreshMs = 10_000

function ExportFacts({ upkeep }: { upkeep: JournalUpkeep }) {
  const t = useText()
  const format = useFormat()
  const { doneAt, problem, waitingCount } = upkeep
  if (upkeep.target === null) return <Body1>{t('journal.export-none')}</Body1>
  return (
    <FactList
      facts={[
        { term: t('journal.export-target'), fact: toText(upkeep.target) },
        {
          term: t('journal.export-done'),
          fact: doneAt === null ? t('journal.export-never') : format.dateTime(doneAt),
        },
        { term: t('journal.export-waiting'), fact: t('journal.count', { count: waitingCount }) },
        ...(problem === null
          ? []
          : [{ term: t('journal.export-problem'), fact: format.problem(toKnownProblem(problem)) }]),
      ]}
    />
  )
}

function toText(target: NonNullable<JournalUpkeep['target']>): string {
  return target.kind === 'folder'
    ? target.folder
    : `syslog+${target.transport}://${target.host}:${target.port}`
}
