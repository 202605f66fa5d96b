// Whether the engine has WebAssembly's vectors (SIMD): browsers since 2023 do, on processors since 2008.

/** The smallest module that needs them: a function that drops `i8x16.splat(0)`. */
const PROBE = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00], // magic, version
  ...[0x01, 0x04, 0x01, 0x60, 0x00, 0x00], // one type: nothing to nothing
  ...[0x03, 0x02, 0x01, 0x00], // one function of that type
  ...[0x0a, 0x09, 0x01, 0x07, 0x00], // one body, without locals
  ...[0x41, 0x00, 0xfd, 0x0f, 0x1a, 0x0b], // i32.const 0, i8x16.splat, drop, end
);

export function hasVectors(): boolean {
  return WebAssembly.validate(PROBE);
}
