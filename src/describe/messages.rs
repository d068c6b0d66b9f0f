//! The words of the interface: `messages/en.txt` as a table, with placeholders filled in.

use super::locale::Locale;

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// The message `key` with its `{placeholders}` filled in, as `locale` says it; the key itself where there is no such message.
pub(super) fn say(locale: &dyn Locale, key: &str, values: &[(&str, &str)]) -> String {
    let Some(message) = find(locale, key) else {
        return key.to_owned();
    };
    let mut out = String::with_capacity(message.len());
    let mut rest = message;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        out.push_str(values.iter().find(|(n, _)| *n == name).map_or("", |(_, v)| v));
        rest = after;
    }
    out + rest
}

/// The message `key.one` or `key.other`, with `{n}` written as a word up to ten where the language has one.
pub(super) fn say_count(locale: &dyn Locale, key: &str, n: usize, word: &str) -> String {
    let form = if n == 1 { "one" } else { "other" };
    say(locale, &format!("{key}.{form}"), &[("n", word)])
}

/// The message `key`, where there is one: in the language of `locale`, else in English.
pub(super) fn find<'a>(locale: &'a dyn Locale, key: &str) -> Option<&'a str> {
    locale.message(key).or_else(|| {
        let at = EN.binary_search_by(|(k, _)| (*k).cmp(key)).ok()?;
        EN.get(at).map(|(_, message)| *message)
    })
}

/// A small number as a word ("two"), a larger one in digits.
pub(super) fn number_word(locale: &dyn Locale, n: usize) -> String {
    find(locale, &format!("number.{n}")).map_or_else(|| n.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::super::locale::English;
    use super::*;

    #[test]
    fn placeholders_are_filled_and_unknown_keys_stay_visible() {
        assert_eq!(
            say(
                &English,
                "label.plain",
                &[("who", "Ann {form}"), ("form", "paraphrase")]
            ),
            "Ann {form} – paraphrase"
        );
        assert_eq!(say(&English, "no.such.key", &[]), "no.such.key");
    }

    #[test]
    fn one_and_several_have_their_forms() {
        assert_eq!(say_count(&English, "words.phrases", 1, "1"), "1 phrase");
        assert_eq!(say_count(&English, "words.phrases", 3, "3"), "3 phrases");
    }

    #[test]
    fn messages_do_not_judge() {
        for (key, message) in EN {
            for word in [
                "true", "false", "reliable", "biased", "trust", "lie", "fake", "credible",
            ] {
                let words: Vec<&str> = message.split(|c: char| !c.is_alphabetic()).collect();
                assert!(!words.contains(&word), "{key} = {message}");
            }
        }
    }
}
