import { BrowserWindow, session } from 'electron'
import type { Printer } from '../ports.ts'
import { lockedPreferences } from './locked-preferences.ts'
import { appOrigin } from './origin.ts'
import { lockSession } from './permission-lock.ts'

/** In memory only, and not the window's: a report meets nothing that anything else has loaded. */
const partition = 'sekisho-print'
const reportUrl = `${appOrigin}/report`

/** FAULTS E16: a report has no script, loads nothing and goes nowhere, whatever stands in it. */
const reportPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

/** Prints one report after the other in a window that nobody sees. */
export function createPrinter(): Printer {
  let report = ''
  let isPrepared = false
  let turn: Promise<unknown> = Promise.resolve()
  const prepare = async () => {
    if (isPrepared) return
    isPrepared = true
    const own = session.fromPartition(partition, { cache: false })
    await lockSession(own, false)
    own.protocol.handle('app', ({ url }) => toResponse(url === reportUrl ? report : null))
  }
  const print = async (html: string) => {
    await prepare()
    report = html
    const window = openHidden()
    try {
      await window.loadURL(reportUrl)
      return await window.webContents.printToPDF({
        ...{ pageSize: 'A4', printBackground: true, preferCSSPageSize: true },
        ...{
          displayHeaderFooter: true,
          headerTemplate: '<span></span>',
          footerTemplate: pageNumber,
        },
        generateTaggedPDF: true,
      })
    } finally {
      report = ''
      window.destroy()
    }
  }
  return {
    toPdf(html) {
      const printed = turn.then(() => print(html))
      turn = printed.catch(() => undefined)
      return printed
    },
  }
}

function openHidden(): BrowserWindow {
  return new BrowserWindow({
    show: false,
    webPreferences: {
      partition,
      javascript: false,
      ...lockedPreferences,
    },
  })
}

function toResponse(html: string | null): Response {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': reportPolicy,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  }
  return new Response(html ?? '', { status: html === null ? 404 : 200, headers })
}

const pageNumber =
  '<div style="width:100%;font-size:8px;text-align:center"><span class="pageNumber"></span> / <span class="totalPages"></span></div>'
