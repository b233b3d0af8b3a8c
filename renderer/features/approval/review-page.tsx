import { Page } from '../../components/page.tsx'
import { useText } from '../../i18n/language.tsx'
import type { PageParams } from '../../navigation.tsx'

export function ReviewPage(_props: PageParams['review']) {
  const t = useText()
  return <Page title={t('page.review')}>{null}</Page>
}
