// @ts-check
// Long articles, made up: as many different statements, people and figures as a long read has.

const FIRST =
  "Ann Edda Tom Lene Piet Amara Joris Marta Yusuf Ilse Harun Ada Jon Eva Marek Sorrel Bo Wim Nora Otto".split(" ");
const LAST =
  "Rowan Reed Quill Fell Birch Holm Vane Brandt Osei Beck Dunhill Hallow Marsh Tanner Abt Lindqvar Kestrel Wade Thorne".split(
    " ",
  );
const ROLES = [
  "the harbour master",
  "the head of works",
  "a baker on Quay Street",
  "the union’s lawyer",
  "an engineer",
];
const THINGS = ["The pier", "The northern line", "The old lighthouse", "The fish market", "The tide gate", "The ferry"];
const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];

/** A paragraph of about 55 words; another one for each number. @param {number} n */
function paragraph(n) {
  const of = (/** @type {string[]} */ list, /** @type {number} */ step) => list[(n * step + (n >> 2)) % list.length];
  const [first, last, thing, day] = [of(FIRST, 3), of(LAST, 7), of(THINGS, 5), of(DAYS, 2)];
  const other = `${of(FIRST, 11)} ${of(LAST, 5)}`;
  switch (n % 4) {
    case 0:
      return `“${thing} will not hold through winter number ${n},” said ${first} ${last}, ${of(ROLES, 3)}, on ${day}. The repairs would cost about €${n + 2} million, ${last} added, and last for ${(n % 9) + 3} months. “Nobody wants to pay for that,” ${last} said. Two people close to the council said that the money was “gone long ago”.`;
    case 1:
      return `According to a report of the Harbour Office, ${n + 12} percent of the planks are rotten. ${other}, who wrote it, declined to comment. The mayor claimed on ${day} that the city had known nothing of it. It is expected to close ${thing.toLowerCase()} for ${(n % 6) + 2} weeks, and ${n * 13 + 210} people would have to walk.`;
    case 2:
      return `${first} ${last} told the Gull Point Courier that ${thing.toLowerCase()} had been “a danger for years”. In a letter of ${(n % 27) + 1} May, ${last} warned the council that it could fall. The council never answered, ${last} said. A spokesman for the builders, ${other}, called the letter “a fairy tale” and asked for $${n + 40},000 in damages.`;
    default:
      return `Some neighbours have complained about the noise. “We have not slept since ${day},” said ${first} ${last}, who has lived there for ${n + 4} years. ${other} argued that the works were needed, and that ${(n % 80) + 10} jobs hung on them. The company reportedly plans to hire ${n + 30} more, a person familiar with the talks said.`;
  }
}

/**
 * Paragraphs of an article.
 * @param {number} words about so many, all together
 * @returns {string[]}
 */
export function longArticle(words) {
  const paragraphs = [];
  for (let left = words; left > 0; left -= paragraphs[paragraphs.length - 1].split(" ").length)
    paragraphs.push(paragraph(paragraphs.length));
  return paragraphs;
}
