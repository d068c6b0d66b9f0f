import { analyze, tokens } from "factnote/engine";

const article = { text: "“We have the boats,” Mayor Ann Lee said.", outlet: "The Gull Point Times" };
const record = analyze(article);
console.log(record.schema, record.annotations[0].label, tokens(article).split("\n").length);
