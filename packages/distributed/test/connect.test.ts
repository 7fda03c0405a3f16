import { describe, expect, it } from 'vitest'
import { type ConnectOptions, connect, LibraryError, OptionError } from '../src'

const launched = { OMPI_COMM_WORLD_RANK: '0', OMPI_COMM_WORLD_SIZE: '2' }

// A failed attempt leaves no group behind; the successful one comes last, since it is kept.
describe('connect', () => {
  it('names the libraries that it tried when a launcher is there and no library', async () => {
    const options = { environment: launched, library: '/nowhere/libmpi.so.40' }
    const error = await connect(options).catch((error) => error)
    expect(error).toBeInstanceOf(LibraryError)
    expect(error.code).toBe('LIBRARY')
    expect(error.message).toMatch(/started by Open MPI's mpirun/)
    expect(error.message).toMatch(/nowhere\/libmpi\.so\.40|node:ffi is not available/)
  })

  it('reads the path of the library from the environment', async () => {
    const environment = { ...launched, HANDWRITTEN_MPI_LIBRARY: '/nowhere/else.so' }
    const error = await connect({ environment, binding: 'koffi' }).catch((error) => error)
    expect(error).toBeInstanceOf(LibraryError)
    expect(error.message).toMatch(/nowhere\/else\.so|koffi is not available/)
  })

  it('refuses a library that is not one of MPI', async () => {
    const library = process.platform === 'darwin' ? 'libSystem.dylib' : 'libc.so.6'
    const error = await connect({ environment: launched, library, binding: 'koffi' }).catch(
      (error) => error,
    )
    expect(error).toBeInstanceOf(LibraryError)
  })

  it('refuses unknown options and bindings', async () => {
    const misspelt = { enviroment: {} } as ConnectOptions
    await expect(connect(misspelt)).rejects.toThrow("unknown option 'enviroment'")
    const environment = { ...launched, HANDWRITTEN_MPI_BINDING: 'dlopen' }
    await expect(connect({ environment })).rejects.toThrow(OptionError)
  })

  it('gives a group of one without a launcher, the same for each call', async () => {
    const ranks = await connect({ environment: {} })
    expect(ranks).toMatchObject({ rank: 0, size: 1, library: null })
    const values = Float32Array.of(1, 2)
    ranks.sum(values)
    ranks.barrier()
    ranks.close()
    expect([...values]).toEqual([1, 2])
    expect(await connect({ environment: launched })).toBe(ranks)
  })
})
