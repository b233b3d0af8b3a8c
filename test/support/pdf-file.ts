/** A PDF with one page for each content; deliberately plain, so that a test sees what is in it. */
export interface PdfOptions {
  /** Content streams, one a page. */
  readonly pages: readonly string[]
  /** A font dictionary instead of Helvetica, under the name F1. */
  readonly font?: string
  /** A password that nobody here knows. */
  readonly isLocked?: boolean
}

export const line = (text: string) => `BT /F1 12 Tf 50 700 Td (${text}) Tj ET`
export const scan = 'q 500 0 0 700 50 50 cm /Im1 Do Q'

export function pdfOf({ pages, font, isLocked = false }: PdfOptions): Uint8Array {
  const kids = pages.map((_, at) => `${5 + at * 2} 0 R`).join(' ')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    font ?? '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    '<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\nx\nendstream',
    ...pages.flatMap((content, at) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${6 + at * 2} 0 R /Resources << /Font << /F1 3 0 R >> /XObject << /Im1 4 0 R >> >> >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ]),
  ]
  let text = '%PDF-1.7\n'
  const places = objects.map((each, at) => {
    const place = text.length
    text += `${at + 1} 0 obj\n${each}\nendobj\n`
    return place
  })
  const start = text.length
  const lock = isLocked
    ? `/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> >> /ID [<${'01'.repeat(16)}> <${'01'.repeat(16)}>]`
    : ''
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${lock} >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}
