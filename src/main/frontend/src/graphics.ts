/** WebGL renderer names of software rendering (ANGLE, Mesa, Windows and macOS). */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

export function isSoftware(renderer: string): boolean {
  return SOFTWARE.test(renderer);
}

/**
 * Whether a graphics card draws WebGL. Where the processor does, as in many virtual machines, the page waits some 100 ms
 * for each frame, and the DOM is several times as fast (docs/PERFORMANCE.md).
 */
export function hasGraphicsCard(): boolean {
  // Chromium creates this context for SwiftShader too, so the name is checked as well.
  const context = document.createElement("canvas").getContext("webgl2", { failIfMajorPerformanceCaveat: true });
  if (context === null) {
    return false;
  }
  const unmasked = context.getExtension("WEBGL_debug_renderer_info");
  const renderer = String(context.getParameter(unmasked?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER));
  // The number of contexts per page is small, so this one is released.
  context.getExtension("WEBGL_lose_context")?.loseContext();
  return !isSoftware(renderer);
}
