//! Numbers, money, quantities and ranges: text in, normalised figures out.

use super::tests::{check, figures};
use super::{Decimal, FigureKind};

/// Asserts that each text holds exactly one figure, these words with this normalised text.
fn one(cases: &[(&str, &str, &str)]) {
    for (text, words, normalised) in cases {
        check(text, &[(words, normalised)]);
    }
}

#[test]
fn money_has_the_right_magnitude() {
    one(&[
        (
            "The plan needs $5-10 billion.",
            "$5-10 billion",
            "5000000000/10000000000 USD",
        ),
        ("They bid $1.5m-$2m for it.", "$1.5m-$2m", "1500000/2000000 USD"),
        ("They bid $1.5m-2m for it.", "$1.5m-2m", "1500000/2000000 USD"),
        ("It lost £20bn.", "£20bn", "20000000000 GBP"),
        ("It lost $28.4million.", "$28.4million", "28400000 USD"),
        ("The €3-million hall opened.", "€3-million", "3000000 EUR"),
        ("The house sold for $500k.", "$500k", "500000 USD"),
        ("The house sold for $500-600k.", "$500-600k", "500000/600000 USD"),
        ("It is worth US$1.2tn.", "US$1.2tn", "1200000000000 USD"),
        ("It is worth $1.2 B now.", "$1.2 B", "1200000000 USD"),
        (
            "It was a $50-to-$100-million deal.",
            "$50-to-$100-million",
            "50000000/100000000 USD",
        ),
        (
            "It was a $50- to $100-million deal.",
            "$50- to $100-million",
            "50000000/100000000 USD",
        ),
        (
            "It costs between $500,000 and $1.2 million.",
            "$500,000 and $1.2 million",
            "500000/1200000 USD",
        ),
        ("It costs $10–$20.", "$10–$20", "10/20 USD"),
        (
            "It raised five to 10 million dollars.",
            "five to 10 million dollars",
            "5000000/10000000 USD",
        ),
        (
            "It raised half a million dollars.",
            "half a million dollars",
            "500000 USD",
        ),
        (
            "It raised a quarter million dollars.",
            "a quarter million dollars",
            "250000 USD",
        ),
        (
            "It raised three lakh crore rupees.",
            "three lakh crore rupees",
            "3000000000000 INR",
        ),
        ("It raised Rs500 crore.", "Rs500 crore", "5000000000 INR"),
        (
            "It raised a million and a half dollars.",
            "a million and a half dollars",
            "1500000 USD",
        ),
        ("The 5 million-dollar homes burned.", "5", "5 home"),
        (
            "The 5 million-dollar home burned.",
            "5 million-dollar",
            "5000000 USD",
        ),
    ]);
}

#[test]
fn currencies_of_many_countries() {
    one(&[
        ("It cost USD115.", "USD115", "115 USD"),
        ("It cost USD115m.", "USD115m", "115000000 USD"),
        ("It cost RM50 million.", "RM50 million", "50000000 MYR"),
        ("It cost KSh500.", "KSh500", "500 KES"),
        ("It cost AUD$15.", "AUD$15", "15 AUD"),
        ("It cost hk $ 10 million.", "hk $ 10 million", "10000000 HKD"),
        ("They signed a $ 10 million deal.", "$ 10 million", "10000000 USD"),
        ("It cost 75 USD million.", "75 USD million", "75000000 USD"),
        ("It cost 30 MEUR.", "30 MEUR", "30000000 EUR"),
        ("It cost 5,00 € then.", "5,00 €", "5 EUR"),
        ("It cost 1.250,50 euros then.", "1.250,50 euros", "1250.5 EUR"),
        ("He had three dimes.", "three dimes", "0.3 USD"),
        ("He paid 15 dollars 50.", "15 dollars 50", "15.5 USD"),
        ("He paid 40 Zambian kwacha.", "40 Zambian kwacha", "40 ZMW"),
        ("He paid 10 000 dollars.", "10 000 dollars", "10000 USD"),
    ]);
    check("Delegates at COP26 and COP 27 agreed on little.", &[]);
}

#[test]
fn numbers_in_words_and_fractions() {
    one(&[
        (
            "The sum was two hundred point seventy-one.",
            "two hundred point seventy-one",
            "200.71",
        ),
        (
            "The sum was nought point nought five.",
            "nought point nought five",
            "0.05",
        ),
        (
            "The fund has two point five million.",
            "two point five million",
            "2500000",
        ),
        (
            "The sum was twenty and three fifths.",
            "twenty and three fifths",
            "20.6",
        ),
        (
            "They ran three and a third laps.",
            "three and a third",
            "3.333333 lap",
        ),
        (
            "It was three million, two hundred & six.",
            "three million, two hundred & six",
            "3000206",
        ),
        (
            "They have two thirds of a million.",
            "two thirds of a million",
            "666666.666667",
        ),
        ("Sales reached 10 bln.", "10 bln", "10000000000"),
        ("One over three is a fraction.", "One over three", "0.333333"),
        ("Add ⅓ cup of milk.", "⅓ cup", "0.333333 cup"),
        ("Add 1/2 cup oil.", "1/2 cup", "0.5 cup"),
        ("Add ½ tbsp of salt.", "½ tbsp", "0.5 tablespoon"),
    ]);
    check("At one point two men were hurt.", &[("two", "2 man")]);
    check("He sent two e-mails.", &[("two", "2 e-mail")]);
    check("She has three co-workers.", &[("three", "3 co-worker")]);
}

#[test]
fn quantities_temperatures_and_rates() {
    one(&[
        ("He is 6 ft 2 in tall.", "6 ft 2 in", "6.166667 foot"),
        ("It went 50 km/h.", "50 km/h", "50 kilometer per hour"),
        (
            "Light goes 300 meters per millisecond.",
            "300 meters per millisecond",
            "300 meter per millisecond",
        ),
        (
            "The pump moves 900 litres a minute.",
            "900 litres",
            "900 liter/minute",
        ),
        ("It is 40 deg celsius.", "40 deg celsius", "40 celsius"),
        ("It is 40 degrees celcius.", "40 degrees celcius", "40 celsius"),
        ("It is 104° F outside.", "104° F", "104 fahrenheit"),
        (
            "It was 20 degrees below zero.",
            "20 degrees below zero",
            "-20 degree",
        ),
        ("It was 20 below zero.", "20 below zero", "-20 degree"),
        ("The crane lifts 100t.", "100t", "100 metric ton"),
        ("He paid $350 per kg.", "$350", "350 USD/kilogram"),
        ("The clinic sees 12 patients a day.", "12", "12 patient/day"),
        ("Prices grew 5 percent a year.", "5 percent", "5 %/year"),
        ("He drank a pint of milk.", "a pint", "1 pint"),
    ]);
    check("He paid $3 a gallon of milk.", &[("$3", "3 USD/gallon")]);
    check(
        "It is a two-and-a-half-year plan.",
        &[("two-and-a-half-year", "P2.5Y")],
    );
    check("The team won two cups.", &[("two", "2 cup")]);
}

#[test]
fn ranges_of_every_kind() {
    one(&[
        (
            "It ranged from -18 °C to -34 °C.",
            "-18 °C to -34 °C",
            "-34/-18 celsius",
        ),
        (
            "It will be 5 to 10 degrees below zero.",
            "5 to 10 degrees below zero",
            "-10/-5 degree",
        ),
        ("It is a 15- to 20-year plan.", "15- to 20-year", "P15Y/P20Y"),
        (
            "It takes more than 3 but less than 5 litres.",
            "more than 3 but less than 5 litres",
            "3/5 liter",
        ),
        (
            "It holds at most 100 and at least 20 cars.",
            "at most 100 and at least 20",
            "20/100 car",
        ),
        (
            "The share is 50 percent, plus or minus 3 points.",
            "50 percent, plus or minus 3 points",
            "47/53 %",
        ),
        ("The weight is 50 ± 3 kg.", "50 ± 3 kg", "47/53 kilogram"),
        ("It weighs 5 kg to 7 kg.", "5 kg to 7 kg", "5/7 kilogram"),
        (
            "Jobs pay $10 an hour to $15 an hour.",
            "$10 an hour to $15",
            "10/15 USD/hour",
        ),
        ("The code covers 1000-5000.", "1000-5000", "1000/5000"),
    ]);
    check(
        "Doses of 45 and 50 mg were given.",
        &[("45", "45 milligram"), ("50 mg", "50 milligram")],
    );
    check("Shares fell $5 to $20.", &[("$5", "5 USD"), ("$20", "20 USD")]);
    check(
        "It rose from $350 per kg to $680 per kg.",
        &[("$350", "350 USD/kilogram"), ("$680", "680 USD/kilogram")],
    );
}

#[test]
fn quantities_have_an_si_value() {
    for (text, value, unit) in [
        ("It is 5.4 miles away.", "8690.4576", "m"),
        ("It has 2 acres.", "8093.7128448", "m²"),
        ("It holds 10 gallons.", "0.03785411784", "m³"),
        ("It holds 10 barrels.", "1.58987294928", "m³"),
        ("It was 212 degrees Fahrenheit.", "100", "°C"),
        ("It was 5 degrees Celsius.", "5", "°C"),
        ("It went 100 mph.", "44.704", "m/s"),
        ("It went 36 km/h.", "10", "m/s"),
        ("It used 2 megawatt hours.", "7200000000", "J"),
        ("The pump moves 900 litres a minute.", "0.015", "m³/s"),
        ("It weighs 10 pounds.", "4.5359237", "kg"),
    ] {
        let (_, found) = figures(text, None);
        let si = found.first().and_then(|f| f.si.clone());
        let si = si.map(|si| (si.value.map(|v| v.normalize().to_string()), si.unit));
        assert_eq!(si, Some((Some(value.to_owned()), unit.to_owned())), "{text}");
    }
    let (_, range) = figures("It is 3 to 5 miles away.", None);
    let si = range.first().and_then(|f| f.si.as_ref());
    assert_eq!(si.and_then(|si| si.low), Some(Decimal::new(4_828_032, 3)));
    for text in [
        "It has 300 calories.",
        "It took two weeks.",
        "It has 30 pages.",
        "It has 5 gigabytes.",
    ] {
        let (_, found) = figures(text, None);
        assert!(found.iter().all(|f| f.si.is_none()), "{text}");
    }
}

#[test]
fn the_low_end_is_never_above_the_high_end() {
    let ends = [
        "-5 °C",
        "12 degrees",
        "$800",
        "$1.2 billion",
        "5m",
        "7",
        "3 percent",
        "a million",
        "½ mile",
    ];
    let between = [" to ", "-", " – ", " ± ", " and less than ", " and ", " or "];
    let before = ["", "from ", "between ", "more than ", "ranging from "];
    for (lead, joint) in before.iter().flat_map(|b| between.iter().map(move |j| (b, j))) {
        for (left, right) in ends.iter().flat_map(|l| ends.iter().map(move |r| (l, r))) {
            let (_, found) = figures(&format!("It was {lead}{left}{joint}{right}."), None);
            for figure in found.iter().filter(|f| f.kind != FigureKind::Date) {
                if let (Some(low), Some(high)) = (figure.low, figure.high) {
                    assert!(low <= high, "{lead}{left}{joint}{right}");
                }
            }
        }
    }
}
