import js from "@eslint/js";
import ts from "typescript-eslint";

export default ts.config(js.configs.recommended, ...ts.configs.strict, {
  rules: {
    // Decorated Lit classes without fields, and fire-and-forget handlers, are everyday here.
    "@typescript-eslint/no-extraneous-class": "off",
    "no-control-regex": "off",
  },
});
