import { init } from "factnote";

const worker = new URLSearchParams(location.search).has("worker");
window.handle = init({ panel: false, worker });
