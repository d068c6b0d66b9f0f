/** The crate with the feature `page`, as JavaScript: xtask/src/extension.rs puts it there. */
declare module "factnote-page" {
  export interface Handle {
    annotations(): any[];
    get(id: string): any;
    marked(): string[];
    open(id: string): boolean;
    close(): void;
    say(id: string, text: string, pieces: [string, string][], url: string, link: string): boolean;
    export(): any;
    destroy(): void;
  }
  export function attach(
    options: object,
    ask: (article: object, question: object) => Promise<object>,
    tell: (name: string, detail: any) => void,
  ): Promise<Handle>;
  export function connect(
    options: object,
    ask: (article: object, question: object) => Promise<object>,
  ): Promise<Handle>;
  export function hasArticle(options: object): boolean;
}

/** The crate with the feature `background`, which is built into the extension. */
declare module "*/engine/factnote.js" {
  export default function init(): Promise<unknown>;
  export function answer(article: object, question: object): { presentation: any; record: any; orphans?: string[] };
  export function exported(article: object, question: object, format: string): string;
}

declare module "*.css" {
  const text: string;
  export default text;
}
