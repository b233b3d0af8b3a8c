import type { Language } from '../../preload/contract/app.ts'
import { fail, ProblemError } from '../../preload/problem.ts'
import type { Session } from '../identity/identity.ts'
import type { Ports } from '../ports.ts'
import { verifyEvidence } from './evidence.ts'
import { reportHtml } from './report.ts'
import { evidenceOf, saveExport } from './save-evidence.ts'

/**
 * The evidence as a PDF for people. It says what verifying the evidence has shown, so nothing that
 * does not verify is ever printed. Null when the person cancelled. Fails with
 * `approval.report-not-printed` where this PC cannot print.
 */
export async function saveReport(
  session: Session,
  ports: Pick<Ports, 'clock' | 'fileDialog' | 'printer'>,
  { request, language }: { readonly request: string; readonly language: Language },
): Promise<{ readonly name: string; readonly sizeBytes: number } | null> {
  const bytes = await evidenceOf(session, ports, request)
  const evidence = verifyEvidence(bytes, session.journal.trust().fingerprint)
  const html = reportHtml(evidence, { language })
  return saveExport(session, ports, {
    ...{ purpose: 'report', request },
    suggestedName: `sekisho-evidence-${request.slice(0, 12)}.pdf`,
    make: () => print(ports, html),
  })
}

async function print({ printer }: Pick<Ports, 'printer'>, html: string): Promise<Uint8Array> {
  try {
    return await printer.toPdf(html)
  } catch (error) {
    if (error instanceof ProblemError) throw error
    return fail('approval.report-not-printed', {})
  }
}
