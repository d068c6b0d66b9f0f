// Articles to begin with. Outlets, places and people are invented.

/** @type {Record<string, import("./state.js").State>} */
export const SAMPLES = {
  court: {
    input: "text",
    outlet: "The Brayford Post",
    published: "2026-03-06",
    text: `Beekeeper wins case over 40,000 lost bees

A judge in Brayford ruled on Thursday that a crop-spraying firm must pay a local beekeeper £12,600 for two hives it destroyed last June.

“He did everything a careful man could do, and his neighbour did nothing,” Judge Imelda Farrow said in her ruling. The firm, Tern Agri, declined to comment. In a court filing it had argued that the drift was caused by “a gust nobody could foresee”.

“I would rather have the bees,” said Aled Quince, 58, who has kept hives on the same slope for 31 years. His lawyer claimed the verdict could help “at least a dozen” other keepers.

According to the Valley Herald, citing two people familiar with the case, Tern Agri is expected to appeal within three weeks.`,
  },
  science: {
    input: "text",
    outlet: "Longview Science",
    published: "2026-07-21",
    text: `Owls hunt better under dimmed street lamps, study finds

Barn owls catch roughly 30% more voles where villages dim their lamps after midnight, according to a study published on Monday in the journal Night Ecology.

The researchers followed 64 owls in 11 villages for two years. “We expected darkness to help a little,” said Dr Noor Haldane, a zoologist at Carrow University who led the work. “We did not expect it to feed another chick.”

One in four nests in dimmed villages raised more than five young, up from one in nine before, the paper says. The effect may be smaller in towns, Haldane cautioned.

“It is a lovely result, but it is one kind of owl,” said Peter Simm, a former adviser to the lighting council, who was not involved. Others pointed out that 2025 was an unusually good year for voles.

A government spokesperson, who asked not to be named because the plan is not public, said the ministry was considering €4.5 million for lamps that dim themselves.`,
  },
  wire: {
    input: "text",
    outlet: "The Merrow Times",
    published: "2026-11-12",
    text: `Merrow and Ostland close to fishing deal

MERROW (COASTWIRE) - Merrow and Ostland will sign a ten-year fishing agreement next week, according to the Ostland Lantern, citing sources close to the negotiations.

The draft, which runs to 22 pages, allows each side “fair and lasting access” to the northern banks. It does not say how much of the catch, worth about $210 million a year, goes to whom.

“We have a text, and the text is good,” Fisheries Minister Clara Voss told Radio Merrow on Wednesday. She did not confirm the date. Ostland's acting envoy, Bram Teller, said his government “might need a few days more”.

Opposition leader Ivo Marsh slammed the deal as a gift to foreign trawlers and claimed it would cost 1,500 jobs.

“The fish do not read treaties,” said one skipper in Merrow harbour.

“They went north when the water warmed by 1.2 degrees, and nobody asked a minister.”

In a Harbour Poll of 900 adults, 47 percent said they backed the deal, down three percentage points since September. Analysts quoted by the Lantern said a signature could come within days; others cautioned that talks had reportedly failed at this stage twice before.`,
  },
  page: {
    input: "html",
    outlet: "",
    published: "",
    text: `<html>
  <head>
    <meta property="og:site_name" content="The Quillby Argus" />
    <meta property="article:published_time" content="2026-05-11" />
  </head>
  <body>
    <nav><a href="#">News</a> <a href="#">“We deliver,” says our van driver</a></nav>
    <article>
      <h1>Quillby library to lend out its ladders</h1>
      <p>By Oona Perch</p>
      <p>Quillby’s library will lend ladders from June, the chief librarian, Ruben Tait, said on Friday.</p>
      <blockquote><p>“A ladder is a book you can stand on.”</p></blockquote>
      <p>A council paper puts the cost at £3,400. One reader, who did not want her name printed, said she had waited
        nine years for it.</p>
    </article>
    <footer>The editor said this footer is not part of the article.</footer>
  </body>
</html>
`,
  },
};
