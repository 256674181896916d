// Pictures stay where the other documents and the page have them.
export default {
  server: {
    fs: {
      allow: [".", "../images", "../../src/main/frontend/public/assets"],
    },
  },
};
