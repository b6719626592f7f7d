//! Dates: every form and every refusal of the profile.

use daymark::model::{Date, Precision, When};

/// Text, precision, earliest and latest day ("" if open), shortest spelling.
#[track_caller]
fn accepted(text: &str, precision: Precision, earliest: &str, latest: &str, spelling: &str) {
    let when: When = text.parse().unwrap();
    assert_eq!(when.precision(), precision, "{text}");
    assert_eq!(when.earliest().to_string(), earliest, "{text}");
    assert_eq!(when.latest().map(|day| day.to_string()).unwrap_or_default(), latest, "{text}");
    assert_eq!(when.to_string(), spelling, "{text}");
    assert_eq!(spelling.parse::<When>().unwrap(), when, "{text}");
}

#[test]
fn forms() {
    use Precision::{Day, Month, Span, Within, Year};
    accepted("2024-03-22", Day, "2024-03-22", "2024-03-22", "2024-03-22");
    accepted("2024-02-29", Day, "2024-02-29", "2024-02-29", "2024-02-29");
    accepted("2024-03", Month, "2024-03-01", "2024-03-31", "2024-03");
    accepted("2024-03-XX", Month, "2024-03-01", "2024-03-31", "2024-03");
    accepted("2023-02", Month, "2023-02-01", "2023-02-28", "2023-02");
    accepted("2024-12", Month, "2024-12-01", "2024-12-31", "2024-12");
    accepted("2024", Year, "2024-01-01", "2024-12-31", "2024");
    accepted("2024-XX", Year, "2024-01-01", "2024-12-31", "2024");
    accepted("2024-XX-XX", Year, "2024-01-01", "2024-12-31", "2024");
    accepted("[2020-06-09..2020-06-10]", Within, "2020-06-09", "2020-06-10", "[2020-06-09..2020-06-10]");
    accepted("[2020..2021-02]", Within, "2020-01-01", "2021-02-28", "[2020..2021-02]");
    accepted("2017-05-23/2017-10-23", Span, "2017-05-23", "2017-10-23", "2017-05-23/2017-10-23");
    accepted("2015-07/2015-08", Span, "2015-07-01", "2015-08-31", "2015-07/2015-08");
    accepted("2015/2015", Span, "2015-01-01", "2015-12-31", "2015/2015");
    accepted("2021-08-15/..", Span, "2021-08-15", "", "2021-08-15/..");
    accepted("2016-10~", Month, "2016-10-01", "2016-10-31", "2016-10~");
    accepted("2016-10?", Month, "2016-10-01", "2016-10-31", "2016-10?");
    accepted("2016-10%", Month, "2016-10-01", "2016-10-31", "2016-10%");
    accepted("2016~/2017?", Span, "2016-01-01", "2017-12-31", "2016~/2017?");
    accepted("[2016-10~..2016-11]", Within, "2016-10-01", "2016-11-30", "[2016-10~..2016-11]");
    accepted("0001-01-01", Day, "0001-01-01", "0001-01-01", "0001-01-01");
    accepted("9999-12", Month, "9999-12-01", "9999-12-31", "9999-12");
}

/// Text, reason, remedy.
#[track_caller]
fn refused(text: &str, reason: &str, hint: &str) {
    let err = text.parse::<When>().unwrap_err();
    assert_eq!((err.reason, err.hint.as_str()), (reason, hint), "{text}");
}

#[test]
fn refusals() {
    let forms = "write a day, month or year: 2024-03-22, 2024-03 or 2024";
    let foreign = "EDTF or ISO 8601, but not used here";
    let no_date = "it is not written as a date";
    let no_day = "this month has no such day";
    refused("2023-02-29", no_day, "write the month alone if the day is not known: 2023-02");
    refused("2024-04-31", no_day, "write the month alone if the day is not known: 2024-04");
    refused("2024-04-00", no_day, "write the month alone if the day is not known: 2024-04");
    refused("2024-13", "months run from 01 to 12", forms);
    refused("2024-00", "months run from 01 to 12", forms);
    for season in ["2016-21", "2016-22", "2016-23", "2016-24"] {
        refused(season, "seasons are not used here", "write the months, such as 2016-06/2016-08");
    }
    refused("201X", no_date, "write [2010..2019]");
    refused("20XX", no_date, "write [2000..2099]");
    refused("2015-11/", "an end is needed", "write 2015-11/.. if it goes on, or the latest end it can have had");
    refused("/2015-11", "a start is needed", "write [EARLIEST..2015-11]");
    refused("../2015-11", "a start is needed", "write [EARLIEST..2015-11]");
    refused("2016-XX-05", "a day without its month says nothing", "write the year: 2016");
    refused("2015-07/08", "the end is not whole", "did you mean 2015-07/2015-08");
    refused("2024/03/22", "days are written with hyphens", "did you mean 2024-03-22");
    refused("22.03.2024", no_date, "did you mean 2024-03-22");
    refused("2024-3-22", no_date, "did you mean 2024-03-22");
    refused("20240322", no_date, "did you mean 2024-03-22");
    refused("2015–2016", no_date, "did you mean 2015/2016");
    refused("2015..2016", no_date, "did you mean 2015/2016");
    for text in ["2024-03-22T19:40", "Y17000", "-0005", "2024-W12", "{a..b}", "2024-?03"] {
        refused(text, foreign, forms);
    }
    refused("0000", "years run from 0001 to 9999", forms);
    refused("[a,b]", "lists of days are not used here", "write [A..B], one day between A and B");
    refused("circa 2016", no_date, "did you mean 2016~");
    refused("late 2016", no_date, "did you mean 2016-10/2016-12");
    refused("2016/2015", "it ends before it starts", "did you mean 2015/2016");
    refused("[2016..2015]", "it ends before it starts", "did you mean [2015..2016]");
    refused("", no_date, forms);
    for text in
        ["../..", "/", "[", "[]", "[..]", "?", "2024-", "2024 ", " 2024", "٢٠٢٤", "2024-03-22/..?", "é~", "ééé?"]
    {
        assert!(text.parse::<When>().is_err(), "{text}");
    }
}

#[test]
fn plain_dates_take_no_interval() {
    for text in ["2015/2016", "[2015..2016]", "2015/.."] {
        assert!(text.parse::<Date>().is_err(), "{text}");
    }
    assert_eq!("2015-07?".parse::<Date>().unwrap().to_string(), "2015-07?");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]
    #[test]
    fn any_text_is_answered(text in r"[\[\]0-9X./~?%\-a-zé– ]{0,24}") {
        if let Ok(when) = text.parse::<When>() {
            assert_eq!(when.to_string().parse::<When>().unwrap(), when);
            assert!(when.latest().is_none_or(|latest| latest >= when.earliest()));
        }
    }
}
