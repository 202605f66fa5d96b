// Modules that the compiler does not know: texts, and a library's build for browsers.

declare module "*.txt" {
  const text: string;
  export default text;
}

declare module "mammoth/mammoth.browser.js" {
  const mammoth: { extractRawText(input: { arrayBuffer: ArrayBuffer }): Promise<{ value: string }> };
  export default mammoth;
}
