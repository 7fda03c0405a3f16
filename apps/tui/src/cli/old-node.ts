const MAJOR = 22
const MINOR = 18

/** The error message for a Node version that is too old, otherwise null. */
export function oldNodeMessage(version: string): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > MAJOR || (major === MAJOR && minor >= MINOR)) return null
  return `handwritten: expected Node ${MAJOR}.${MINOR} or newer, found ${version}; get a newer version from https://nodejs.org`
}
