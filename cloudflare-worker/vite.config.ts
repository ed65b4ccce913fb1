import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

/** Lists the built files for public/offline-worker.js. The fine map is left out: it is kept once somebody has seen it. */
function listOfFiles(): Plugin {
  return {
    name: 'list-of-files',
    generateBundle(_, bundle) {
      const files = Object.keys(bundle).filter((name) => /\.(js|css)$/.test(name) && !name.includes('countries-50m'));
      const fonts = Object.keys(bundle).filter((name) => /latin-wght.*\.woff2$/.test(name));
      this.emitFile({ type: 'asset', fileName: 'files.json', source: JSON.stringify([...files, ...fonts].map((name) => `/${name}`)) });
    },
  };
}

export default defineConfig({
  root: fileURLToPath(new URL('./src/page', import.meta.url)),
  build: {
    outDir: fileURLToPath(new URL('./dist/page', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    // The editor is one piece of work; splitting it would only add round trips.
    chunkSizeWarningLimit: 1200,
  },
  plugins: [listOfFiles()],
});
