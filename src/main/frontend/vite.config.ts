import { resolve } from "node:path";
import { defineConfig } from "vite";

export default defineConfig({
  // The server decides under which path the pages are: all addresses in them are relative.
  base: "./",
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
