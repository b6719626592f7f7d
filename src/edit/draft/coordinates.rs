//! Latitude and longitude in the notations people paste: decimal, degrees with minutes and seconds, `geo:` addresses,
//! links to maps.

use super::read::{Reading, wrong, wrong_but};

/// Latitude and longitude in degrees.
pub(super) fn coordinates(text: &str) -> Reading<(f64, f64)> {
    let text = text.trim();
    let found = from_address(text).or_else(|| from_text(text));
    let Some((latitude, longitude)) = found else {
        return wrong("this is no pair of coordinates");
    };
    let is_latitude = |angle: f64| (-90.0..=90.0).contains(&angle);
    if !is_latitude(latitude) && is_latitude(longitude) && latitude.abs() <= 180.0 {
        return wrong_but("the latitude comes first", coordinates_text((longitude, latitude)));
    }
    if !is_latitude(latitude) {
        return wrong(format!("latitude {latitude} is not between −90 and 90"));
    }
    if !(-180.0..=180.0).contains(&longitude) {
        return wrong(format!("longitude {longitude} is not between −180 and 180"));
    }
    Ok((latitude, longitude))
}

/// As the field shows them.
pub(super) fn coordinates_text((latitude, longitude): (f64, f64)) -> String {
    format!("{latitude}, {longitude}")
}

/// A `geo:` address or a link to a map.
fn from_address(text: &str) -> Option<(f64, f64)> {
    if let Some(rest) = text.strip_prefix("geo:") {
        return pair(rest.split([';', '?']).next()?, ',');
    }
    if !text.contains("://") {
        return None;
    }
    let text = text.replace("%2C", ",").replace("%2c", ",").replace("%7E", "~");
    // The pin of Google's place pages stands behind `!3d` and `!4d`; `@` is where the map is centered.
    let behind = |mark: &str| text.split(mark).nth(1).map(leading_number);
    if let (Some(Some(latitude)), Some(Some(longitude))) = (behind("!3d"), behind("!4d")) {
        return Some((latitude, longitude));
    }
    if let (Some(Some(latitude)), Some(Some(longitude))) = (behind("mlat="), behind("mlon=")) {
        return Some((latitude, longitude));
    }
    for (mark, separator) in
        [("query=", ','), ("?q=", ','), ("&q=", ','), ("ll=", ','), ("center=", ','), ("cp=", '~'), ("/@", ',')]
    {
        if let Some(rest) = text.split(mark).nth(1)
            && let Some(found) = pair(rest, separator)
        {
            return Some(found);
        }
    }
    let map = text.split("map=").nth(1)?;
    let (_, rest) = map.split_once('/')?;
    pair(rest, '/')
}

/// Two numbers at the start of a text.
fn pair(text: &str, separator: char) -> Option<(f64, f64)> {
    let text = text.trim_start_matches("loc:");
    let (latitude, rest) = text.split_once(separator)?;
    Some((
        latitude.trim().trim_start_matches('+').parse().ok().filter(|n: &f64| n.is_finite())?,
        leading_number(rest.trim_start_matches(['+', ' ']))?,
    ))
}

fn leading_number(text: &str) -> Option<f64> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-')).unwrap_or(text.len());
    text.get(..end)?.parse().ok().filter(|n: &f64| n.is_finite())
}

/// One of two angles as written.
#[derive(Default)]
struct Angle {
    numbers: Vec<f64>,
    letter: Option<char>,
}

impl Angle {
    fn degrees(&self) -> Option<f64> {
        let [degrees, rest @ ..] = self.numbers.as_slice() else { return None };
        let (minutes, seconds) = match rest {
            [] => (0.0, 0.0),
            [minutes] => (*minutes, 0.0),
            [minutes, seconds] => (*minutes, *seconds),
            _ => return None,
        };
        if !(0.0..60.0).contains(&minutes) || !(0.0..60.0).contains(&seconds) {
            return None;
        }
        let size = degrees.abs() + minutes / 60.0 + seconds / 3600.0;
        // Seconds say no more than five places of a degree.
        let size = if rest.is_empty() { size } else { (size * 1e5).round() / 1e5 };
        let is_negative = degrees.is_sign_negative() || matches!(self.letter, Some('S' | 'W'));
        Some(if is_negative { -size } else { size })
    }
}

/// Numbers with signs and letters between them.
fn from_text(text: &str) -> Option<(f64, f64)> {
    let text = text.trim_start_matches(['(', '[']).trim_end_matches([')', ']']).replace('−', "-");
    let text = if text.contains(';') || text.matches(',').count() == 3 { decimal_commas(&text) } else { text };
    let pieces = pieces(&text)?;
    let has_letters = pieces.iter().any(|piece| matches!(piece, Piece::Letter(_)));
    let angles = if has_letters { by_letters(&pieces)? } else { halves(&pieces)? };
    let [a, b] = &angles;
    let (first, second) = (a.degrees()?, b.degrees()?);
    match (a.letter, b.letter) {
        (Some('E' | 'W'), Some('N' | 'S')) => Some((second, first)),
        (Some('N' | 'S'), Some('E' | 'W')) | (None, None) => Some((first, second)),
        _ => None,
    }
}

/// `55,826; 37,39` with points.
fn decimal_commas(text: &str) -> String {
    if text.contains('.') {
        return text.replace(';', " ");
    }
    match text.split_once(';') {
        Some((a, b)) => format!("{} {}", a.replace(',', "."), b.replace(',', ".")),
        None => {
            let parts: Vec<&str> = text.split(',').map(str::trim).collect();
            match parts.as_slice() {
                [a, b, c, d] => format!("{a}.{b} {c}.{d}"),
                _ => text.to_owned(),
            }
        }
    }
}

#[derive(PartialEq, Debug)]
enum Piece {
    Number(f64),
    Letter(char),
    Comma,
}

fn pieces(text: &str) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let is_number = c.is_ascii_digit() || matches!(c, '-' | '+' | '.');
        let upper = c.to_ascii_uppercase();
        if is_number {
            let inner = rest.get(1..)?;
            let end = inner.find(|c: char| !c.is_ascii_digit() && c != '.').map_or(rest.len(), |end| end + 1);
            pieces.push(Piece::Number(rest.get(..end)?.parse().ok()?));
            rest = rest.get(end..)?;
            continue;
        }
        match upper {
            'N' | 'S' | 'E' | 'W' => pieces.push(Piece::Letter(upper)),
            ',' | ';' | '/' => pieces.push(Piece::Comma),
            ' ' | '\t' | '°' | 'º' | '\'' | '"' | '′' | '″' | '’' | '”' | ':' => {}
            _ => return None,
        }
        rest = rest.get(c.len_utf8()..)?;
    }
    Some(pieces)
}

/// Letters stand before or behind both angles.
fn by_letters(pieces: &[Piece]) -> Option<[Angle; 2]> {
    let is_before = matches!(pieces.first(), Some(Piece::Letter(_)));
    let mut angles: Vec<Angle> = Vec::new();
    let mut now = Angle::default();
    for piece in pieces {
        match piece {
            Piece::Number(n) => now.numbers.push(*n),
            Piece::Letter(letter) if is_before => {
                if now.letter.is_some() {
                    angles.push(std::mem::take(&mut now));
                }
                now.letter = Some(*letter);
            }
            Piece::Letter(letter) => {
                now.letter = Some(*letter);
                angles.push(std::mem::take(&mut now));
            }
            Piece::Comma => {}
        }
    }
    if is_before {
        angles.push(now);
    } else if !now.numbers.is_empty() {
        return None;
    }
    angles.try_into().ok()
}

/// Without letters, a comma or the middle parts them.
fn halves(pieces: &[Piece]) -> Option<[Angle; 2]> {
    let numbers = |pieces: &[Piece]| -> Vec<f64> {
        pieces.iter().filter_map(|piece| if let Piece::Number(n) = piece { Some(*n) } else { None }).collect()
    };
    let commas: Vec<usize> =
        pieces.iter().enumerate().filter(|(_, piece)| **piece == Piece::Comma).map(|(i, _)| i).collect();
    let (a, b) = match commas.as_slice() {
        [at] => (numbers(pieces.get(..*at)?), numbers(pieces.get(at + 1..)?)),
        [] => {
            let all = numbers(pieces);
            let (a, b) = all.split_at(all.len() / 2);
            (a.to_vec(), b.to_vec())
        }
        _ => return None,
    };
    (a.len() == b.len()).then_some([Angle { numbers: a, letter: None }, Angle { numbers: b, letter: None }])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_notations_are_read() {
        for text in [
            "55.826, 37.39",
            "(55.826, 37.39)",
            "55.826 37.39",
            "55.826,37.39",
            "55,826; 37,39",
            "55,826, 37,39",
            "55.826N 37.39E",
            "55.826° N, 37.39° E",
            "N 55.826, E 37.39",
            "37.39 E, 55.826 N",
            "55°49′33.6″N 37°23′24″E",
            "55°49'33.6\"N, 37°23'24\"E",
            "55 49 33.6 N 37 23 24 E",
            "55°49.56′N 37°23.4′E",
            "55 49.56, 37 23.4",
            "geo:55.826,37.39",
            "geo:55.826,37.39;u=35?z=10",
            "https://www.openstreetmap.org/#map=17/55.826/37.39",
            "https://www.openstreetmap.org/?mlat=55.826&mlon=37.39#map=12/50/30",
            "https://www.google.com/maps/@55.826,37.39,17z",
            "https://www.google.com/maps/place/Crocus/@55.1,37.1,17z/data=!3m1!4b1!3d55.826!4d37.39",
            "https://maps.google.com/?q=55.826,37.39",
            "https://www.google.com/maps/search/?api=1&query=55.826%2C37.39",
            "https://maps.apple.com/?ll=55.826,37.39&z=10",
            "https://www.bing.com/maps?cp=55.826~37.39&lvl=12",
        ] {
            assert_eq!(coordinates(text), Ok((55.826, 37.39)), "{text}");
        }
        assert_eq!(coordinates("33°26′S 70°39′W").unwrap(), (-33.43333, -70.65));
        assert_eq!(coordinates("-33.5, -70.65").unwrap(), (-33.5, -70.65));
    }

    #[test]
    fn what_is_wrong_is_said_and_what_was_meant_is_offered() {
        let fix = |text: &str| coordinates(text).unwrap_err().fixes;
        assert_eq!(fix("137.39, 55.826"), ["55.826, 137.39"]);
        for text in
            ["", "Moscow", "55.826", "1 2 3 4 5", "55°70′N 37°0′E", "55N 37N", "200, 200", "https://example.org/a"]
        {
            assert!(coordinates(text).is_err() && fix(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn what_a_field_shows_reads_back() {
        for at in [(55.826, 37.39), (-0.1, 179.999_999_9), (34.0, 69.0), (1e-7, -1e-7)] {
            assert_eq!(coordinates(&coordinates_text(at)), Ok(at));
        }
    }
}
