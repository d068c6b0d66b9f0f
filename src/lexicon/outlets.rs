//! News outlets of the world and their names (`outlets.txt`).

use super::table::Row;
use super::tables::{OUTLET_NAMES, OUTLETS};

/// An outlet that a name may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outlet {
    /// Name as it is shown.
    pub name: &'static str,
    /// agency | newspaper | broadcaster | magazine | site | journal
    pub kind: &'static str,
    /// Whether the name also means something else, so that it counts only where an outlet is expected.
    pub weak: bool,
}

/// The outlets that `name` may mean; written as in the text, with or without a leading "the".
pub fn look_up(name: &str) -> impl Iterator<Item = Outlet> + use<'_> {
    OUTLET_NAMES.rows_of(without_article(name)).filter_map(outlet)
}

/// The outlet that a publisher's own name means, in any case of letters; a weak name counts too.
#[must_use]
pub fn publisher(name: &str) -> Option<Outlet> {
    let bare = without_article(name.trim());
    look_up(bare).next().or_else(|| {
        outlet(
            OUTLET_NAMES
                .rows()
                .find(|row| row.key.eq_ignore_ascii_case(bare))?,
        )
    })
}

/// The outlet of one of its names.
fn outlet(name: Row<2>) -> Option<Outlet> {
    let [outlet, weak] = name.cells();
    let outlet = OUTLETS.row(outlet)?;
    let [kind] = outlet.cells();
    Some(Outlet {
        name: outlet.key,
        kind,
        weak: !weak.is_empty(),
    })
}

fn without_article(name: &str) -> &str {
    ["The ", "the ", "THE "]
        .iter()
        .find_map(|article| name.strip_prefix(article))
        .unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aliases_lead_to_the_outlet() {
        assert_eq!(look_up("NYT").next().unwrap().name, "The New York Times");
        assert_eq!(
            look_up("the New York Times").next().unwrap().name,
            "The New York Times"
        );
        assert_eq!(publisher("reuters").unwrap().name, "Reuters");
        assert!(look_up("Nobody's Daily").next().is_none());
    }

    #[test]
    fn a_name_of_several_outlets_is_weak() {
        assert!(look_up("Times").count() > 2);
        assert!(look_up("Times").all(|o| o.weak));
        assert!(!look_up("Reuters").next().unwrap().weak);
    }

    #[test]
    fn more_than_250_outlets_are_known() {
        assert!(OUTLETS.rows().count() > 250);
    }
}
