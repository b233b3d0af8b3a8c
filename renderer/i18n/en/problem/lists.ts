import type { listsProblems } from '../../../../preload/problem/lists.ts'

export const lists: Record<keyof typeof listsProblems, string> = {
  'lists.file-not-found':
    'The file {file} is not there. Nothing was imported. Check where it is and choose it again.',
  'lists.file-unreadable':
    'The file {file} cannot be opened. Nothing was imported. Close it in other programs and check that you may read it.',
  'lists.file-empty': 'The file {file} has no rows to import. Check its contents.',
  'lists.file-too-large':
    'The file {file} is too large (the limit is {sizeBytesMax}). Nothing was imported. Split it and import the parts.',
  'lists.encoding-mismatch':
    'This file cannot be read as {encoding} (line {line}). Nothing was imported. Choose another encoding and check that the sample shows the right characters.',
  'lists.too-many-columns':
    'The file has {count} columns; the limit is {countMax}. Nothing was imported. Check the delimiter, or remove columns that you do not need.',
  'lists.no-address-column':
    'No column is marked as the e-mail address. Nothing was imported. Choose the column that holds the addresses.',
  'lists.no-such-list':
    'This list no longer exists; somebody may have deleted it. Choose another list.',
  'lists.no-such-import':
    'The record of this import no longer exists. It may have been deleted together with its list.',
  'lists.no-such-department':
    'That department is not in the directory. Nothing was changed. Choose another one.',
  'lists.other-department':
    'Your role does not reach this list: it belongs to another department or to everybody. Nothing was changed. Ask whoever manages its lists.',
  'lists.for-all-departments':
    'This counts for the lists of all departments, and your role is limited to some. Nothing was changed. Ask a list manager without that limit.',
  'lists.name-taken': 'There is already a list called “{name}”. Choose another name.',
  'lists.no-such-contact': 'That contact is no longer on this list. Refresh the page.',
  'lists.no-such-segment':
    'That segment is gone: somebody deleted it. Look at the list of segments.',
  'lists.keep-until-past': 'Choose today or a later day as the last day on which the list is kept.',
  'lists.segment-in-use':
    'The draft “{name}” uses this segment. Take it out of its recipients first.',
  'lists.segment-name-taken': 'There is already a segment called “{name}”. Choose another name.',
  'lists.address-known':
    'There is already a contact with this address. If it is the same person, merge the two.',
  'lists.value-not-number': '“{field}” takes numbers. Enter digits.',
  'lists.value-not-date': '“{field}” takes dates. Enter one like 2026-04-01.',
  'lists.value-not-yes-no': '“{field}” takes yes or no. Choose one of them.',
  'lists.value-not-choice':
    'This is none of the choices of “{field}”. Choose one of them, or add it to the field’s choices.',
  'lists.field-reserved':
    '“{field}” is one of Sekisho’s own fields, whose kind is fixed. Choose another name.',
  'lists.choices-needed': '“{field}” has no choices yet. Enter one per line.',
  'lists.no-such-note': 'This note is gone. Refresh the page.',
  'lists.no-consent':
    'Nothing had been agreed to by that day, so there is nothing to withdraw. Check the date.',
  'lists.consent-in-future': 'That day has not come yet. Enter today or an earlier day.',
  'lists.no-such-edit':
    'The record of this bulk edit no longer exists. It may have been deleted together with its list.',
  'lists.edit-undone': 'This bulk edit has already been undone.',
  'lists.edit-stopped': 'Stopped. Nothing was changed.',
  'lists.counting-stopped':
    'The vault was closed while recipients were being counted. Sign in again and open this page once more.',
  'lists.empty':
    'There is nobody to send to. Import contacts into the list or choose another one. Suppressed addresses do not count.',
  'lists.import-stopped':
    'The import was stopped before it was done. The list is as it was before. Import the file again if you need it.',
  'lists.import-not-whole':
    'There are {count} rows that cannot be imported; the first is in line {line}. As you asked, nothing was imported. Correct the file and import it again.',
  'lists.import-undone': 'This import has been undone already.',
  'lists.import-not-resumable':
    'This import cannot be continued. Undo it, and choose the file again.',
  'lists.file-forgotten':
    '“{file}” was not kept while the window was locked. Paste or drop it again.',
  'lists.file-changed':
    'The file {file} is not what it was when the import began, so the import cannot be continued. Undo it, and import the file again.',
  'lists.workbook-damaged':
    'The Excel workbook {file} cannot be read; it is damaged or incomplete. Open it in Excel and save it again, or save it as CSV.',
  'lists.workbook-locked':
    'The Excel workbook {file} is protected with a password. Nothing was imported. Open it in Excel, remove the password and save it again.',
  'lists.workbook-old':
    'The file {file} is a workbook of the old kind (.xls). Open it in Excel and save it as “Excel workbook (.xlsx)” or as CSV.',
  'lists.workbook-too-large':
    'The Excel workbook {file} becomes too large when it is unpacked. Nothing was imported. Save the sheet that you need as CSV and import that.',
  'lists.no-such-sheet': 'The workbook {file} has no such sheet. Choose the sheet again.',
  'lists.row-address-missing': 'The e-mail address is empty. This row is not imported.',
  'lists.row-address-too-long':
    'The e-mail address is too long (254 characters at most). Check the address.',
  'lists.row-address-control-character':
    'The e-mail address contains a line break or another control character. Enter the address alone.',
  'lists.row-address-hidden-character':
    'The e-mail address contains an invisible character. Type the address again by hand.',
  'lists.row-address-display-name':
    'The address column contains < or >. Leave the name out and keep only the address.',
  'lists.row-address-several':
    'This cell seems to hold more than one address. Give each address a row of its own.',
  'lists.row-address-source-route':
    'The address names a route in an old way of writing. Keep only the address of the recipient.',
  'lists.row-address-comment': 'The e-mail address contains a parenthesis. Remove that part.',
  'lists.row-address-quoted':
    'The e-mail address contains quotation marks. Such addresses cannot be mailed.',
  'lists.row-address-no-at': 'The e-mail address has no @. Check the address.',
  'lists.row-address-several-at': 'The e-mail address has more than one @. Check the address.',
  'lists.row-address-white-space':
    'The e-mail address has a space in the middle. Remove the space.',
  'lists.row-address-local-missing': 'Nothing stands before the @. Check the address.',
  'lists.row-address-local-too-long':
    'The part before the @ is too long (64 characters at most). Check the address.',
  'lists.row-address-local-full-width':
    'The part before the @ has full-width characters. Enter it in half-width ones.',
  'lists.row-address-local-not-ascii':
    'The part before the @ has characters that addresses cannot have. Check the address.',
  'lists.row-address-local-dots':
    'The part before the @ begins or ends with a dot, or has two in a row. Check the address.',
  'lists.row-address-local-character':
    'The part before the @ has a character that addresses cannot have. Check the address.',
  'lists.row-address-legacy-mobile':
    'This is an old mobile phone address with dots in a row. It breaks the standard and cannot be mailed yet. Ask for another address.',
  'lists.row-address-domain-missing': 'Nothing stands after the @. Check the address.',
  'lists.row-address-domain-literal':
    'An IP address stands after the @. Ask for an address with a domain name.',
  'lists.row-address-domain-no-dot':
    'The part after the @ has no dot. It should look like “example.jp”.',
  'lists.row-address-domain-too-long':
    'The part after the @ is too long (253 characters at most). Check the address.',
  'lists.row-address-domain-invalid':
    'The part after the @ is not a domain name. Check the address.',
  'lists.row-duplicate':
    'The same address stands in line {line}. This row is not imported; line {line} is used.',
  'lists.row-suppressed': 'This address is suppressed. It is not put on the list.',
  'lists.row-suppressed-domain': 'The domain “{domain}” is suppressed. This row is not imported.',
  'lists.row-suppressed-pattern':
    'The address matches “{pattern}”, which is suppressed. This row is not imported.',
  'lists.row-erased':
    'This address was deleted on {on} at the person’s request. The row is neither imported nor kept. If the person has agreed since then, give the day of consent in a column.',
  'lists.row-no-consent':
    'No day of consent is given. As you asked, only rows whose consent can be recorded are imported.',
  'lists.row-consent-unclear':
    'The day or the way of consent is not clear. As you asked, only rows whose consent can be recorded are imported.',
  'lists.row-consent-withdrawn':
    'This consent was withdrawn on {on}. As you asked, only rows whose consent can be recorded are imported.',
  'lists.row-columns':
    'The number of columns is wrong ({found} found, {expected} expected). Check the delimiters and quotation marks.',
  'lists.row-quote-unclosed':
    'A quotation mark that starts in line {line} is not closed properly. Check it. Reading went on with the next line.',
  'lists.row-control-character': '“{column}” contains a control character. Remove it.',
  'lists.row-undecodable':
    '“{column}” has a character that the chosen encoding cannot read. Enter it again in the original file.',
  'lists.row-field-too-long':
    '“{column}” is too long ({lengthMax} characters at most). Shorten it, or leave the column out.',
}
