import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const root = fileURLToPath(new URL(".", import.meta.url));

/** Every `<face>/<name>.entry.ts` becomes `/static/<name>.js`, and the styles it imports `/static/<name>.css`. */
function entries(): Record<string, string> {
  const found: Record<string, string> = {};
  for (const face of readdirSync(root, { withFileTypes: true })) {
    if (!face.isDirectory() || ["node_modules", "dist"].includes(face.name)) continue;
    for (const file of readdirSync(join(root, face.name))) {
      if (file.endsWith(".entry.ts")) found[basename(file, ".entry.ts")] = join(root, face.name, file);
    }
  }
  return found;
}

export default defineConfig({
  root,
  base: "/static/",
  appType: "custom",
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: false,
    rollupOptions: {
      input: entries(),
      output: {
        // Entries have fixed names (the page adds ?v=), shared parts carry their digest.
        entryFileNames: "[name].js",
        chunkFileNames: "part-[name]-[hash].js",
        assetFileNames: "[name][extname]",
      },
    },
  },
});
