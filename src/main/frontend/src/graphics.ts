/** Names by which WebGL tells that the processor draws it (ANGLE's, Mesa's, Windows' and macOS' software renderers). */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

export function isSoftware(renderer: string): boolean {
  return SOFTWARE.test(renderer);
}

/**
 * Whether a graphics card draws WebGL. Where the processor does, as in many virtual machines, the page waits some 100 ms
 * for each frame, and the DOM is several times as fast (docs/PERFORMANCE.md).
 */
export function hasGraphicsCard(): boolean {
  // Chromium makes this context for SwiftShader, too, so the name is asked as well.
  const context = document.createElement("canvas").getContext("webgl2", { failIfMajorPerformanceCaveat: true });
  if (context === null) {
    return false;
  }
  const unmasked = context.getExtension("WEBGL_debug_renderer_info");
  const renderer = String(context.getParameter(unmasked?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER));
  // A page may have few contexts; this one is not needed any more.
  context.getExtension("WEBGL_lose_context")?.loseContext();
  return !isSoftware(renderer);
}
