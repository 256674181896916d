import { resolve } from "node:path";
import { defineConfig } from "vite";

export default defineConfig({
  build: {
    outDir: process.env.FAIRLEAD_WEB_OUT ?? "dist",
    emptyOutDir: true,
    // The content security policy allows no inline script, and every supported browser preloads by itself.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    rollupOptions: {
      input: [resolve("index.html"), resolve("sign-in.html")],
    },
  },
});
