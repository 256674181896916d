import { describe, expect, it } from "vitest";
import { isSoftware } from "./graphics";

describe("who draws WebGL", () => {
  it.each([
    "ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)",
    "llvmpipe (LLVM 15.0.6, 256 bits)",
    "ANGLE (Microsoft, Microsoft Basic Render Driver (0x0000008C) Direct3D11 vs_5_0 ps_5_0, D3D11)",
    "Apple Software Renderer",
  ])("is the processor: %s", (renderer) => expect(isSoftware(renderer)).toBe(true));

  it.each([
    "ANGLE (Intel, Mesa Intel(R) UHD Graphics 620 (KBL GT2), OpenGL 4.6)",
    "ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 (0x00002504) Direct3D11 vs_5_0 ps_5_0, D3D11)",
    "Apple M1",
  ])("is a graphics card: %s", (renderer) => expect(isSoftware(renderer)).toBe(false));
});
