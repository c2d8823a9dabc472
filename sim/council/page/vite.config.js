import { readFileSync } from 'node:fs'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'
import { sourcesHash } from './hash.mjs'

/** Puts script and style into the page, which then is one file, council.html, with the hash of its sources in its first line. */
function oneFile() {
  return {
    name: 'one-file',
    enforce: 'post',
    generateBundle(_, bundle) {
      const page = bundle['index.html']
      let html = page.source
      for (const [name, part] of Object.entries(bundle)) {
        if (part === page) continue
        const text = (part.type === 'chunk' ? part.code : String(part.source)).trim()
        const tag = new RegExp(part.type === 'chunk' ? `<script[^>]*src="[^"]*${name}"[^>]*></script>` : `<link[^>]*href="[^"]*${name}"[^>]*>`)
        if (!tag.test(html)) throw new Error(`${name} is not in the page`)
        // A function: "$" in a script is no pattern. The script runs when the page is there, as a module would.
        html = html.replace(tag, () => (part.type === 'chunk'
          ? `<script type="module">${text.replaceAll('</script', '<\\/script')}</script>` : `<style>${text}</style>`))
        delete bundle[name]
      }
      page.source = html.replace(/^<!doctype html>/i,
        `<!doctype html><!-- weefsel council.html; made by npm run build in sim/council/page, sources sha256 ${sourcesHash()} -->\n<!--\n${readFileSync(new URL('licences.txt', import.meta.url), 'utf8')}-->`)
      page.fileName = 'council.html'
    },
  }
}

export default defineConfig({
  plugins: [svelte(), oneFile()],
  base: './',
  build: {
    outDir: 'bundle', emptyOutDir: true, target: 'es2020', cssCodeSplit: false, assetsInlineLimit: 1e6, modulePreload: false,
    reportCompressedSize: false, rollupOptions: { output: { inlineDynamicImports: true } },
  },
})
