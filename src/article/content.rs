//! Which runs of a page are the article: a container first, then a filter over its runs.
//!
//! The container is found as in Readability (Arc90) and its heirs, by where the prose stands, but from above: from
//! the root down to the element below which no single child holds nearly all of it. The filter keeps the runs whose
//! surroundings look like those of most of the prose (the same element under the same kind of parent), and others
//! only where they read like sentences. Thresholds were set on the shared parts of article-extraction-benchmark and of a set of audited news pages.

use std::collections::HashMap;

use super::BlockKind;
use super::page::{NodeIndex, Page};
use super::runs::{Run, Runs};
use crate::lexicon::page::{Hint, Hints, is_no_prose};

/// An element is not left out by its name alone while this share of the page's prose is in it.
const TOO_MUCH_TO_LEAVE_OUT: f32 = 0.4;
/// A series of pictures may hold more of it, where so many bytes of prose stand beside it.
const BESIDE_SLIDES: f32 = 1000.0;
/// The way down to the container goes on while one child holds this share of the prose.
const NEARLY_ALL: f32 = 0.82;
/// A run stands among its like when this share of the container's prose has the same surroundings.
const AMONG_ITS_LIKE: f32 = 0.2;
/// Bytes of prose in a box that is no teaser of another story any more.
const LONGEST_TEASER: f32 = 400.0;
/// Runs between a teaser and its title: labels, counts, sources.
const TITLE_BEFORE_TEASER: usize = 8;
/// So many boxes of the same kind are a list of stories.
const FEWEST_TEASERS: usize = 4;
/// Words of the longest subheading that is none by its element.
const LONGEST_SUBHEADING: usize = 15;
/// Bytes of prose below which a page holds no article.
const LEAST_PROSE: f32 = 140.0;

/// A run that belongs to the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chosen {
    /// Index in [`Runs::list`].
    pub run: usize,
    /// What it is.
    pub kind: BlockKind,
}

/// The runs of the article, in order; none where the page holds none.
pub(super) fn choose(page: &Page, runs: &Runs, titles: &[&str]) -> Vec<Chosen> {
    let headline = headline(page, runs, titles);
    let signs = Signs::read(page, runs, headline);
    let total = signs.prose.first().copied().unwrap_or(0.0);
    if total < LEAST_PROSE && page.root.is_none() {
        return Vec::new();
    }
    let container = page.root.unwrap_or_else(|| container(page, &signs));
    let chosen = filter(page, runs, &signs, container, headline);
    if page.root.is_some() {
        return chosen;
    }
    let teasers = teasers(page, runs, &signs, &chosen);
    let (mut whole, mut teased) = (0, 0);
    for block in chosen.iter().filter(|c| c.kind.is_body()) {
        let length = runs.list.get(block.run).map_or(0, |run| run.span.len());
        whole += length;
        teased += if teasers.contains(&block.run) { length } else { 0 };
    }
    if whole == 0 || (teased * 2 > whole && !says_article(page)) {
        return Vec::new();
    }
    if teased * 3 > whole * 2 {
        return chosen;
    }
    let kept = chosen.into_iter().filter(|c| !teasers.contains(&c.run));
    tidy(runs, kept.collect())
}

/// Is the title that the page gives itself in this run, or this run in it?
fn is_title(text: &str, titles: &[&str]) -> bool {
    let plain = |s: &str| -> String { s.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect() };
    let text = plain(text);
    text.len() > 8
        && titles.iter().any(|title| {
            let title = plain(title);
            title.starts_with(&text) || (title.len() > 8 && text.starts_with(&title))
        })
}

/// The run of the headline: the first `h1` that says the page's title, else a lower heading that does, else the
/// first `h1`.
fn headline(page: &Page, runs: &Runs, titles: &[&str]) -> Option<usize> {
    let level = |run: &Run| {
        page.at_and_around(run.innermost).take(6).find_map(|index| {
            let tag = &page.element(index)?.tag;
            tag.strip_prefix('h')?
                .parse::<u8>()
                .ok()
                .filter(|n| (1..=6).contains(n))
        })
    };
    let headings: Vec<(usize, u8, bool)> = runs
        .list
        .iter()
        .enumerate()
        .filter_map(|(at, run)| Some((at, level(run)?, is_title(run.span.of(&runs.text), titles))))
        .collect();
    let first = |wanted: &dyn Fn(u8, bool) -> bool| {
        headings
            .iter()
            .find(|(_, level, title)| wanted(*level, *title))
            .map(|(at, _, _)| *at)
    };
    first(&|level, title| level == 1 && title)
        .or_else(|| first(&|_, title| title))
        .or_else(|| first(&|level, _| level == 1))
}

/// What is known of each element, by node index.
struct Signs {
    /// Left out: itself or an element around it is not the article.
    away: Vec<bool>,
    /// Bytes of prose in it.
    prose: Vec<f32>,
    /// Its names.
    hints: Vec<Hints>,
}

impl Signs {
    fn read(page: &Page, runs: &Runs, headline: Option<usize>) -> Self {
        let count = page.nodes.len();
        // Names repeat: most paragraphs of a page have the same.
        let mut known: HashMap<&str, Hints> = HashMap::new();
        let hints: Vec<Hints> = (0..count)
            .map(|at| match page.element(offset(at)) {
                Some(e) if !e.hints.is_empty() => {
                    *known.entry(&e.hints).or_insert_with(|| Hints::of(&e.hints))
                }
                _ => Hints::default(),
            })
            .collect();
        let mut with_headline = vec![false; count];
        if let Some(run) = headline.and_then(|at| runs.list.get(at)) {
            for index in page.at_and_around(run.element) {
                mark(&mut with_headline, index);
            }
        }
        let mut away = vec![false; count];
        let all = prose(page, runs, &away);
        let total = all.first().copied().unwrap_or(0.0).max(1.0);
        for at in 0..count {
            let index = offset(at);
            let Some(element) = page.element(index) else {
                continue;
            };
            let parent = page.nodes.get(at).map_or(0, |n| n.parent) as usize;
            let inherited = at > 0 && away.get(parent).copied().unwrap_or(false);
            let names = hints.get(at).copied().unwrap_or_default();
            let says = |hint: Hint| names.has(hint);
            let by_name = element.block
                && (says(Hint::Comment)
                    || ((says(Hint::Away) || says(Hint::Slides)) && !says(Hint::Body))
                    || matches!(
                        element.tag.as_str(),
                        "nav" | "aside" | "footer" | "form" | "menu" | "address" | "fieldset"
                    ));
            let share = all.get(at).copied().unwrap_or(0.0) / total;
            let most = match says(Hint::Slides) {
                true if (1.0 - share) * total > BESIDE_SLIDES => 1.0 - TOO_MUCH_TO_LEAVE_OUT / 2.0,
                _ => TOO_MUCH_TO_LEAVE_OUT,
            };
            let too_much = share > most && !says(Hint::Comment);
            let holds_headline = with_headline.get(at).copied().unwrap_or(false);
            if inherited || (by_name && !too_much && !holds_headline && at > 0) {
                mark(&mut away, index);
            }
        }
        let prose = prose(page, runs, &away);
        Self { away, prose, hints }
    }

    fn says(&self, index: NodeIndex, hint: Hint) -> bool {
        self.hints.get(index as usize).is_some_and(|h| h.has(hint))
    }
}

fn mark(list: &mut [bool], index: NodeIndex) {
    if let Some(slot) = list.get_mut(index as usize) {
        *slot = true;
    }
}

/// Bytes of prose below each node. Parents come before children, so one walk from the end adds them up.
fn prose(page: &Page, runs: &Runs, away: &[bool]) -> Vec<f32> {
    let mut sums = vec![0.0; page.nodes.len()];
    for run in &runs.list {
        if !away.get(run.element as usize).copied().unwrap_or(false)
            && let Some(sum) = sums.get_mut(run.element as usize)
        {
            *sum += weight(page, run, run.span.of(&runs.text));
        }
    }
    for at in (1..sums.len()).rev() {
        let parent = page.nodes.get(at).map_or(0, |n| n.parent) as usize;
        let own = sums.get(at).copied().unwrap_or(0.0);
        if let Some(sum) = sums.get_mut(parent).filter(|_| parent < at) {
            *sum += own;
        }
    }
    sums
}

/// How much a run weighs as prose: its bytes outside links, if it reads like sentences.
fn weight(page: &Page, run: &Run, text: &str) -> f32 {
    let tag = page.element(run.element).map_or("", |e| e.tag.as_str());
    let length = run.span.len() as f32;
    let linked = run.linked as f32 / length.max(1.0);
    let words = run.words;
    if is_heading(tag) || linked > 0.5 || words < 8 || (words < 16 && !ends_a_sentence(text)) {
        return 0.0;
    }
    let factor = match tag {
        "p" => 1.0,
        "li" | "td" | "th" | "dd" => 0.5,
        _ => 0.8,
    };
    length * (1.0 - linked) * factor
}

fn is_heading(tag: &str) -> bool {
    matches!(tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

fn ends_a_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', ' '])
        .ends_with(['.', '!', '?', '…', ':', ';', '。', '！', '？', '।', '؟'])
}

fn container(page: &Page, signs: &Signs) -> NodeIndex {
    let mut best: HashMap<NodeIndex, (f32, NodeIndex)> = HashMap::new();
    for (at, node) in page.nodes.iter().enumerate().skip(1) {
        let own = signs.prose.get(at).copied().unwrap_or(0.0);
        let entry = best.entry(node.parent).or_insert((0.0, 0));
        if own > entry.0 {
            *entry = (own, offset(at));
        }
    }
    let mut here = 0;
    loop {
        let all = signs.prose.get(here as usize).copied().unwrap_or(0.0);
        match best.get(&here) {
            Some(&(most, child))
                if child > here
                    && most >= NEARLY_ALL * all
                    && page.element(child).is_some_and(|e| e.block && e.tag != "p") =>
            {
                here = child;
            }
            _ => return here,
        }
    }
}

/// The kind of an element: its tag and its names, numbers left out.
fn names(page: &Page, index: NodeIndex) -> String {
    let mut names = String::new();
    if let Some(element) = page.element(index) {
        names.push_str(&element.tag);
        names.push(' ');
        names.extend(element.hints.chars().filter(|c| !c.is_ascii_digit()));
    }
    names
}

/// The surroundings of a run: its element and the parent with their names, numbers left out.
fn surroundings(page: &Page, run: &Run) -> String {
    let mut key = String::new();
    if let Some(element) = page.element(run.element) {
        key.push_str(&element.tag);
        key.push(' ');
    }
    key += &names(page, page.nodes.get(run.element as usize).map_or(0, |n| n.parent));
    key
}

fn filter(
    page: &Page,
    runs: &Runs,
    signs: &Signs,
    container: NodeIndex,
    headline: Option<usize>,
) -> Vec<Chosen> {
    let inside: Vec<bool> = within(page, container);
    let is_inside = |run: &Run| inside.get(run.element as usize).copied().unwrap_or(false);
    let total = signs
        .prose
        .get(container as usize)
        .copied()
        .unwrap_or(0.0)
        .max(1.0);
    let keys: Vec<String> = runs.list.iter().map(|run| surroundings(page, run)).collect();
    let mut alike: HashMap<&str, f32> = HashMap::new();
    for (run, key) in runs.list.iter().zip(&keys) {
        if is_inside(run) && !signs.away.get(run.element as usize).copied().unwrap_or(false) {
            *alike.entry(key).or_default() += weight(page, run, run.span.of(&runs.text));
        }
    }
    let lists = lists_in_text(page, runs, signs, container, total);
    let mut chosen = Vec::new();
    // The element that holds both the headline and the container, where the headline stands outside.
    let preamble = headline.and_then(|at| runs.list.get(at)).and_then(|run| {
        let mut around = page.around(container);
        around.find(|index| page.around(run.element).any(|outer| outer == *index))
    });
    for (at, run) in runs.list.iter().enumerate() {
        if Some(at) == headline {
            // What stands above the headline is the page's, not the article's.
            if is_inside(run) {
                chosen.clear();
            }
            chosen.push(Chosen {
                run: at,
                kind: BlockKind::Headline,
            });
            continue;
        }
        let away = signs.away.get(run.element as usize).copied().unwrap_or(false);
        if away {
            continue;
        }
        if !is_inside(run) {
            // Between headline and body: the lines under the headline, the picture's caption.
            let above = preamble.is_some_and(|holds_both| {
                run.element < container
                    && runs
                        .list
                        .get(headline.unwrap_or(at))
                        .is_some_and(|h| h.span < run.span)
                    && (run.element == holds_both
                        || page.around(run.element).any(|index| index == holds_both))
            });
            if above
                && let Some(kind) = kind(page, runs, signs, run, 0.0, container)
                && matches!(
                    kind,
                    BlockKind::Standfirst | BlockKind::Byline | BlockKind::Caption
                )
            {
                chosen.push(Chosen { run: at, kind });
            }
            continue;
        }
        // Where the caller says what the article is, everything in it stands among its like.
        let like = match page.root {
            Some(_) => 1.0,
            None => {
                keys.get(at)
                    .and_then(|k| alike.get(k.as_str()))
                    .copied()
                    .unwrap_or(0.0)
                    / total
            }
        };
        let in_list = || {
            page.at_and_around(run.element)
                .any(|index| lists.contains(&index))
        };
        let like = if like < AMONG_ITS_LIKE && !lists.is_empty() && in_list() {
            AMONG_ITS_LIKE
        } else {
            like
        };
        if let Some(kind) = kind(page, runs, signs, run, like, container) {
            chosen.push(Chosen { run: at, kind });
        }
    }
    tidy(runs, chosen)
}

/// The lists that stand between the article's paragraphs: beside much of its prose, and not of links.
fn lists_in_text(
    page: &Page,
    runs: &Runs,
    signs: &Signs,
    container: NodeIndex,
    total: f32,
) -> Vec<NodeIndex> {
    let is_list = |index: NodeIndex| {
        page.element(index)
            .is_some_and(|e| matches!(e.tag.as_str(), "ul" | "ol" | "dl"))
    };
    let parent = |index: NodeIndex| page.nodes.get(index as usize).map_or(0, |n| n.parent);
    let mut beside: HashMap<NodeIndex, f32> = HashMap::new();
    let mut lists: HashMap<NodeIndex, (u32, u32)> = HashMap::new();
    for run in &runs.list {
        if run.element < container || signs.away.get(run.element as usize).copied().unwrap_or(true) {
            continue;
        }
        match page
            .at_and_around(run.element)
            .take_while(|i| *i > container)
            .filter(|i| is_list(*i))
            .last()
        {
            Some(list) => {
                let (length, linked) = lists.entry(list).or_default();
                *length += run.span.len();
                *linked += run.linked;
            }
            None => {
                *beside.entry(parent(run.element)).or_default() += weight(page, run, run.span.of(&runs.text));
            }
        }
    }
    lists
        .into_iter()
        .filter(|(list, (length, linked))| {
            linked * 2 < *length
                && beside.get(&parent(*list)).copied().unwrap_or(0.0) >= AMONG_ITS_LIKE * total
        })
        .map(|(list, _)| list)
        .collect()
}

/// What a run in the container is; nothing where it is none of the article.
fn kind(
    page: &Page,
    runs: &Runs,
    signs: &Signs,
    run: &Run,
    like: f32,
    container: NodeIndex,
) -> Option<BlockKind> {
    let text = run.span.of(&runs.text);
    let words = run.words;
    let length = run.span.len() as f32;
    let linked = run.linked as f32 / length.max(1.0);
    let mut kind = BlockKind::Paragraph;
    let mut in_item = false;
    for index in page.at_and_around(run.element) {
        let Some(element) = page.element(index) else {
            continue;
        };
        if index == container {
            break;
        }
        match element.tag.as_str() {
            "figcaption" | "figure" | "caption" => return (words > 2).then_some(BlockKind::Caption),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if words < 30 => {
                return (linked < 0.5 && !is_no_prose(text)).then_some(BlockKind::Subheading);
            }
            "blockquote" => kind = BlockKind::Blockquote,
            "li" | "dd" => in_item = true,
            "td" | "th" | "table" if like < AMONG_ITS_LIKE => return None,
            _ => {}
        }
        if signs.says(index, Hint::Caption) {
            return (words > 2).then_some(BlockKind::Caption);
        }
        if signs.says(index, Hint::PullQuote) {
            return Some(BlockKind::Aside);
        }
        if signs.says(index, Hint::Byline) && words < 25 {
            return (words < 12 && linked < 1.0).then_some(BlockKind::Byline);
        }
        if signs.says(index, Hint::Standfirst) && words < 60 {
            return Some(BlockKind::Standfirst);
        }
    }
    if in_item && kind == BlockKind::Paragraph {
        kind = BlockKind::Item;
    }
    if is_no_prose(text) || !text.contains(char::is_alphanumeric) {
        return None;
    }
    let sentence = ends_a_sentence(text);
    let keep = if linked > 0.6 {
        // A whole paragraph in a link is a related story, unless it stands among its like and reads as a sentence.
        like >= AMONG_ITS_LIKE && words >= 8 && sentence && linked < 0.95
    } else if in_item {
        (words >= 6 && linked < 0.4 && (sentence || words >= 12)) || like >= AMONG_ITS_LIKE
    } else if like >= AMONG_ITS_LIKE || kind == BlockKind::Blockquote {
        true
    } else {
        (words >= 10 && sentence && linked < 0.4) || (words >= 25 && linked < 0.3)
    };
    keep.then_some(kind)
}

/// Which elements lie in `container`, itself included.
fn within(page: &Page, container: NodeIndex) -> Vec<bool> {
    let mut inside = vec![false; page.nodes.len()];
    mark(&mut inside, container);
    for at in (container as usize + 1)..page.nodes.len() {
        let parent = page.nodes.get(at).map_or(0, |n| n.parent) as usize;
        if inside.get(parent).copied().unwrap_or(false) {
            mark(&mut inside, offset(at));
        }
    }
    inside
}

/// Drops subheadings that nothing follows and bylines inside the text.
fn tidy(runs: &Runs, chosen: Vec<Chosen>) -> Vec<Chosen> {
    let is_short = |run: usize| {
        let run = runs.list.get(run);
        run.is_none_or(|run| run.words <= LONGEST_SUBHEADING && !run.span.of(&runs.text).ends_with('.'))
    };
    let mut kept: Vec<Chosen> = Vec::with_capacity(chosen.len());
    let mut begun = false;
    for mut block in chosen {
        let body = block.kind.is_body();
        begun |= body;
        // Some sites name their subheadings as others name the line under the title.
        if begun && block.kind == BlockKind::Standfirst && is_short(block.run) {
            block.kind = BlockKind::Subheading;
        }
        let late = begun && matches!(block.kind, BlockKind::Byline | BlockKind::Standfirst);
        if late {
            continue;
        }
        if !body || block.kind == BlockKind::Headline {
            // Two headings may follow each other, of two levels; more are a list of something.
            while block.kind == BlockKind::Subheading
                && kept.len() > 1
                && kept.iter().rev().take(2).all(|k| k.kind == BlockKind::Subheading)
            {
                kept.pop();
            }
        }
        kept.push(block);
    }
    while kept.last().is_some_and(|k| k.kind == BlockKind::Subheading) {
        kept.pop();
    }
    kept
}

/// Whether the page calls itself an article.
fn says_article(page: &Page) -> bool {
    page.metas
        .iter()
        .any(|(name, content)| name == "og:type" && content == "article")
}

/// The runs that are teasers of other stories: in one of several boxes of the same kind, each with a short
/// text behind a linked title.
fn teasers(page: &Page, runs: &Runs, signs: &Signs, chosen: &[Chosen]) -> Vec<usize> {
    let prose = |index: NodeIndex| signs.prose.get(index as usize).copied().unwrap_or(0.0);
    let mut boxes: HashMap<String, (Vec<NodeIndex>, Vec<usize>)> = HashMap::new();
    for block in chosen.iter().filter(|c| c.kind.is_body()) {
        let Some(run) = runs.list.get(block.run) else {
            continue;
        };
        let titles = runs
            .list
            .get(block.run.saturating_sub(TITLE_BEFORE_TEASER)..block.run);
        let linked = titles
            .unwrap_or(&[])
            .iter()
            .rev()
            .find(|title| title.linked * 10 >= title.span.len() * 9 && title.span.len() > 8);
        let shared = linked.and_then(|title| {
            let mut above = page.at_and_around(run.element);
            above.find(|index| page.at_and_around(title.element).any(|other| other == *index))
        });
        if let Some(index) = shared.filter(|index| *index > 0 && prose(*index) < LONGEST_TEASER) {
            let (places, teasers) = boxes.entry(names(page, index)).or_default();
            if !places.contains(&index) {
                places.push(index);
            }
            teasers.push(block.run);
        }
    }
    boxes
        .into_values()
        .filter(|(places, _)| places.len() >= FEWEST_TEASERS)
        .flat_map(|(_, teasers)| teasers)
        .collect()
}

fn offset(n: usize) -> NodeIndex {
    NodeIndex::try_from(n).unwrap_or(NodeIndex::MAX)
}
