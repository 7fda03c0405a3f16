// Hooks of `pnpm pack` for a release; pack-release.mjs passes the repository and the directory.
import { withRepository } from './release-manifest.mjs'

const { repository, directory } = JSON.parse(process.env.HANDWRITTEN_RELEASE ?? '{}')

export const hooks = {
  beforePacking: (manifest) => withRepository(manifest, repository, directory),
}
