//! JSON written as text, key by key, for formats of their own shape: where types for serde would make the browser's
//! download larger by kilobytes.

/// A value in the making. Keys are empty in lists.
#[derive(Default)]
pub(super) struct JsonText {
    out: String,
    /// Whether something stands before the next value in the same list or object.
    goes_on: bool,
}

impl JsonText {
    /// The text; everything must have been closed.
    pub fn finish(self) -> String {
        self.out
    }

    /// Opens an object (`{`) or a list (`[`).
    pub fn open(&mut self, key: &str, bracket: char) {
        self.key(key);
        self.out.push(bracket);
        self.goes_on = false;
    }

    /// Opens an object of a list, on a new line.
    pub fn open_line(&mut self) {
        self.key("");
        self.out.push_str("\n{");
        self.goes_on = false;
    }

    /// Closes what is open, innermost first.
    pub fn close(&mut self, brackets: &str) {
        self.out.push_str(brackets);
        self.goes_on = true;
    }

    /// A text.
    pub fn text(&mut self, key: &str, text: &str) {
        self.key(key);
        self.string(text);
    }

    /// Members or values that are JSON already, without a comma at their ends.
    pub fn written(&mut self, json: &str) {
        self.key("");
        self.out.push_str(json);
    }

    /// A text, where there is one.
    pub fn some(&mut self, key: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(key, text);
        }
    }

    /// `true`, where it is.
    pub fn truth(&mut self, key: &str, is: bool) {
        if is {
            self.number(key, "true");
        }
    }

    /// A number, as JSON writes it.
    pub fn number(&mut self, key: &str, number: &str) {
        self.key(key);
        self.out.push_str(number);
    }

    fn key(&mut self, key: &str) {
        if self.goes_on {
            self.out.push(',');
        }
        self.goes_on = true;
        if !key.is_empty() {
            self.string(key);
            self.out.push(':');
        }
    }

    fn string(&mut self, text: &str) {
        self.out.push('"');
        for c in text.chars() {
            match c {
                '"' | '\\' => {
                    self.out.push('\\');
                    self.out.push(c);
                }
                '\n' => self.out.push_str("\\n"),
                '\0'..' ' => self.out.push_str(&format!("\\u{:04x}", u32::from(c))),
                _ => self.out.push(c),
            }
        }
        self.out.push('"');
    }
}

#[cfg(feature = "json")]
#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn other_readers_read_what_was_written() {
        let hard = "a \"b\" \\ \n\r\t\u{1}\u{1f}\u{2028} 👩‍👧 </script>";
        let mut text = JsonText::default();
        text.open("", '{');
        text.text(hard, hard);
        text.some("none", None);
        text.truth("no", false);
        text.truth("yes", true);
        text.open("list", '[');
        text.open_line();
        text.close("}");
        text.open_line();
        text.number("n", "0.900");
        text.close("}]");
        text.written("\"more\":1,\"and\":2");
        text.open("empty", '[');
        text.close("]}");
        let value: Value = serde_json::from_str(&text.finish()).unwrap();
        assert_eq!(
            value,
            json!({hard: hard, "yes": true, "list": [{}, {"n": 0.9}], "more": 1, "and": 2, "empty": []})
        );
    }
}
