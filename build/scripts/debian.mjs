// The Debian packages that the browser and desktop tests need on a bare machine.
import { spawnSync } from 'node:child_process'

const packages = ['chromium', 'xvfb', 'xauth', 'libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'unzip', 'fonts-noto-color-emoji', 'g++', 'make', 'python3']

// Lighter than the whole browser, and not in every release.
const welcome = 'chromium-headless-shell'

/** Installs what is missing. Returns undefined when all is there, else the reason why something is not. */
export function ensureDebianPackages() {
  if (process.platform !== 'linux' || !has('dpkg-query')) return undefined
  const missing = packages.filter((name) => !installed(name))
  if (missing.length === 0 && (installed(welcome) || process.getuid?.() !== 0)) return undefined
  if (process.getuid?.() !== 0) return `missing ${missing.join(', ')}; run: sudo apt-get install ${missing.join(' ')}`
  console.log(`Installing ${[...missing, welcome].join(', ')} …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const options = { env, encoding: 'utf8', timeout: 6 * 60_000, maxBuffer: 64 * 1024 * 1024 }
  const install = (names) => spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...names], options)
  if (install([...missing, welcome]).status === 0 || missing.length === 0) return undefined
  let run = install(missing)
  if (run.status !== 0) {
    spawnSync('apt-get', ['update'], options)
    run = install([...missing, welcome])
    if (run.status !== 0) run = install(missing)
  }
  if (run.status === 0) return undefined
  return `apt-get could not install ${missing.join(', ')}: ${(run.stderr || String(run.error)).trim().split('\n').at(-1)}`
}

// Debian 13 renamed some of them (libasound2t64 provides libasound2), so a package also counts when another one provides it.
function installed(name) {
  const query = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', name, `${name}t64`], { encoding: 'utf8' })
  return (query.stdout ?? '').split('\n').some((line) => line.endsWith(' installed')) || (name === 'python3' && has('python3')) || (name === 'g++' && has('g++'))
}

function has(command) {
  return spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0
}
