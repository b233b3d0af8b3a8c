import { Page } from '../../components/page.tsx'
import { useText } from '../../i18n/language.tsx'
import type { PageParams } from '../../navigation.tsx'

export function ImportPage(_props: PageParams['import']) {
  const t = useText()
  return <Page title={t('page.import')}>{null}</Page>
}
