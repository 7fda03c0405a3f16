import { library } from '../../tsup.base.ts'

/** `shims` gives the CommonJS build its own path, from which the data package is resolved. */
export default { ...library, shims: true }
