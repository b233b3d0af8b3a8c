import type { MachineValues } from '../policy/policy.ts'

/**
 * Everything a window may load, as a response header of app://. The hash is that of the empty
 * string: a <style> element may exist empty and be filled by CSSOM, as the component library does;
 * one with text stays blocked. Frames only show the message preview.
 */
export const windowPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'none'",
  'frame-src preview:',
  "frame-ancestors 'none'",
  "form-action 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

/** The same where IT lets nobody print: a sandbox without modals, in which window.print() does nothing. */
export function windowPolicyFor({
  PreventPrinting,
}: Pick<MachineValues, 'PreventPrinting'>): string {
  return PreventPrinting === true
    ? `${windowPolicy}; sandbox allow-scripts allow-same-origin allow-forms`
    : windowPolicy
}

/** A message preview: no script, nothing from anywhere, images only from inside the message. */
export const previewPolicy = [
  "default-src 'none'",
  'img-src data:',
  "style-src 'unsafe-inline'",
  "form-action 'none'",
  "base-uri 'none'",
  'frame-ancestors app://sekisho',
  'sandbox',
].join('; ')
