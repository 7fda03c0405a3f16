/**
 * The address of the public repository, which only the root manifest holds. npm compares it with the
 * repository that the provenance attestation names and refuses a package without it (E422).
 *
 * @throws Error when the root manifest has none
 */
export function repositoryOf({ repository }) {
  if (typeof repository?.url === 'string' && repository.url !== '') return repository
  throw new Error(
    'package.json: expected "repository": { "type": "git", "url": "git+https://..." } with the address ' +
      'of the public repository, found none. npm refuses packages with provenance without it. ' +
      'Add it to the package.json of the root; it is copied into each package.',
  )
}

/** The manifest of the package in `directory` with the address of the repository. */
export function withRepository(manifest, repository, directory) {
  return { ...manifest, repository: { ...repository, directory } }
}
