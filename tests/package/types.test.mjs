// The types as a user meets them, in the packed package: by use under tsc's strictest settings, and by two judges.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { installed, pack, ROOT } from "../support/package.mjs";

const user = installed();
after(() => user.remove());

const OPTIONS = {
  target: "ES2022",
  lib: ["ES2022", "DOM", "DOM.Iterable"],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  noEmit: true,
};

for (const [module, moduleResolution] of [
  ["NodeNext", "NodeNext"],
  ["ESNext", "Bundler"],
]) {
  test(`a program that uses every entry type-checks with ${moduleResolution}`, () => {
    copyFileSync(join(ROOT, "tests/package/use.ts"), join(user.folder, "use.ts"));
    const project = { compilerOptions: { ...OPTIONS, module, moduleResolution }, files: ["use.ts"] };
    writeFileSync(join(user.folder, "tsconfig.json"), JSON.stringify(project));
    const tsc = join(ROOT, "node_modules/.bin/tsc");
    const { status, stdout } = spawnSync(tsc, ["--project", user.folder], { encoding: "utf8" });
    assert.equal(status, 0, stdout);
  });
}

test("publint finds nothing to say", async () => {
  const { messages } = await publint({ pkgDir: user.package, strict: true });
  const pkg = JSON.parse(readFileSync(join(user.package, "package.json"), "utf8"));
  assert.deepEqual(
    messages.map((message) => formatMessage(message, pkg)),
    [],
  );
});

test("the types are right for every way an ES module is resolved", async () => {
  const tarball = createPackageFromTarballData(readFileSync(pack()));
  const excludeEntrypoints = ["./whosaid.wasm", "./whosaid-plain.wasm"];
  const { problems } = await checkPackage(tarball, { excludeEntrypoints });
  // The package is ES modules only: it has nothing for `require`, nor for resolution before `exports`.
  const kept = problems.filter(({ kind, resolutionKind }) => {
    return resolutionKind !== "node10" && !(kind === "CJSResolvesToESM" && resolutionKind === "node16-cjs");
  });
  assert.deepEqual(kept, []);
});
