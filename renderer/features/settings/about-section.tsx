import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Body1,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
} from '@fluentui/react-components'
import type { AppState } from '../../../preload/contract/app.ts'
import { FactList } from '../../components/fact-list.tsx'
import { Section } from '../../components/page.tsx'
import { useText } from '../../i18n/language.tsx'

/** Put in by build/renderer.vite.ts, out of the lock file. */
declare const LICENCES: readonly {
  readonly name: string
  readonly version: string
  readonly licence: string
}[]

/** What this is, whose organization, and what of others is in it. */
export function AboutSection({ state }: { readonly state: AppState }) {
  const t = useText()
  const { organization, workstation, store, version } = state
  const facts = [
    { term: t('settings.version'), fact: version },
    { term: t('settings.organization'), fact: organization?.name },
    { term: t('settings.fingerprint'), fact: organization?.words.join(' ') },
    { term: t('settings.workstation'), fact: workstation?.name },
    { term: t('settings.store'), fact: store?.folder },
  ].filter(({ fact }) => fact !== undefined)
  return (
    <Section title={t('settings.about')}>
      <FactList facts={facts} />
      <Accordion collapsible>
        <AccordionItem value="licences">
          <AccordionHeader>{t('settings.licences')}</AccordionHeader>
          <AccordionPanel>
            <Body1>{t('settings.licences-body')}</Body1>
            <Table size="small" aria-label={t('settings.licences')}>
              <TableHeader>
                <TableRow>
                  <TableHeaderCell>{t('settings.licence-name')}</TableHeaderCell>
                  <TableHeaderCell>{t('settings.version')}</TableHeaderCell>
                  <TableHeaderCell>{t('settings.licence')}</TableHeaderCell>
                </TableRow>
              </TableHeader>
              <TableBody>
                {LICENCES.map((each) => (
                  <TableRow key={each.name}>
                    <TableCell>{each.name}</TableCell>
                    <TableCell>{each.version}</TableCell>
                    <TableCell>{each.licence}</TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </AccordionPanel>
        </AccordionItem>
      </Accordion>
    </Section>
  )
}
