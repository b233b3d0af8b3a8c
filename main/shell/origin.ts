/** The two schemes that exist in a window; neither can be reached from outside. */
export const appOrigin = 'app://sekisho'
export const appEntry = `${appOrigin}/index.html`
export const previewPrefix = 'preview://document/'
