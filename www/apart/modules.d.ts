/** The crate with the feature `page`: xtask/src/apart.rs puts it there. */
declare module "*/dom/factnote.js" {
  export { Handle, connect, hasArticle } from "factnote-page";
  export default function load(): Promise<unknown>;
}
