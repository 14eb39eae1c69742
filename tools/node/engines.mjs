// Unpacks the old Chromiums of the packages (package.json) into node_modules/.engines/NAME/chromium, where they are
// not there yet. Two that do it at once do not meet: each unpacks aside, and what is whole is renamed.
import { chmodSync, createReadStream, createWriteStream, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs"
import { execFileSync } from "node:child_process"
import { join } from "node:path"
import { pipeline } from "node:stream/promises"
import { createBrotliDecompress } from "node:zlib"

const modules = join(import.meta.dirname, "node_modules")
const packages = { "chromium-92": "chrome-aws-lambda", "chromium-107": "@sparticuz/chromium" }

const unpack = (from, to) => pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to))

for (const [name, source] of Object.entries(packages)) {
  const target = join(modules, ".engines", name)
  if (existsSync(target)) continue
  mkdirSync(join(modules, ".engines"), { recursive: true })
  const aside = mkdtempSync(join(modules, ".engines", `.${name}-`))
  try {
    await unpack(join(modules, source, "bin", "chromium.br"), join(aside, "chromium"))
    chmodSync(join(aside, "chromium"), 0o755)
    // What draws where there is no graphics card.
    await unpack(join(modules, source, "bin", "swiftshader.tar.br"), join(aside, "swiftshader.tar"))
    execFileSync("tar", ["-xf", "swiftshader.tar"], { cwd: aside })
    rmSync(join(aside, "swiftshader.tar"))
    renameSync(aside, target)
  } catch (error) {
    rmSync(aside, { recursive: true, force: true })
    if (!existsSync(target)) throw error
  }
}
