import { init, load } from "factnote";
// esbuild follows imports only: its loader `file` puts the module beside the script and gives its address.
import wasm from "factnote/factnote.wasm";

window.handle = load(new URL(wasm, import.meta.url)).then(() => init({ panel: false }));
