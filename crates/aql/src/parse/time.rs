//! Points in time, as `TRUNCATE … UPTO` takes them.

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
const SECONDS_A_DAY: u64 = 86_400;

/// Nanoseconds since 1970 of `Dec 19 2017 12:40:00` or `2017-12-19T12:40:00Z`, both in UTC.
pub(super) fn nanoseconds(text: &str) -> Option<u64> {
    let (year, month, day, time) = match text.split_whitespace().collect::<Vec<_>>().as_slice() {
        [month, day, year, time] => {
            let month = MONTHS
                .iter()
                .position(|name| name.eq_ignore_ascii_case(month))?;
            (number(year, 4)?, month as u64 + 1, number(day, 2)?, *time)
        }
        [text] => {
            let (date, time) = text.split_once(['T', 't'])?;
            let [year, month, day] = three(date, '-')?;
            (
                number(year, 4)?,
                number(month, 2)?,
                number(day, 2)?,
                time.strip_suffix(['Z', 'z'])?,
            )
        }
        [date, time] => {
            let [year, month, day] = three(date, '-')?;
            (number(year, 4)?, number(month, 2)?, number(day, 2)?, *time)
        }
        _ => return None,
    };
    let [hours, minutes, seconds] = three(time, ':')?;
    let (hours, minutes, seconds) = (number(hours, 2)?, number(minutes, 2)?, number(seconds, 2)?);
    if hours > 23 || minutes > 59 || seconds > 59 {
        return None;
    }
    let seconds = days(year, month, day)? * SECONDS_A_DAY + hours * 3_600 + minutes * 60 + seconds;
    seconds.checked_mul(1_000_000_000)
}

fn three(text: &str, mark: char) -> Option<[&str; 3]> {
    let parts: Vec<&str> = text.splitn(4, mark).collect();
    parts.try_into().ok()
}

fn number(text: &str, digits: usize) -> Option<u64> {
    let right =
        (1..=digits).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    right.then(|| text.parse().ok()).flatten()
}

/// Days from 1970 to a date, by counting years from March on.
fn days(year: u64, month: u64, day: u64) -> Option<u64> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let longest = match month {
        2 => 28 + u64::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if year < 1970 || !(1..=longest).contains(&day) {
        return None;
    }
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let before = year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day - 1;
    before.checked_sub(719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_become_nanoseconds() {
        let check = |text: &str, seconds: Option<u64>| {
            let expected = seconds.map(|seconds| seconds * 1_000_000_000);
            assert_eq!(nanoseconds(text), expected, "{text}");
        };
        check("Dec 19 2017 12:40:00", Some(1_513_687_200));
        check("2017-12-19T12:40:00Z", Some(1_513_687_200));
        check("2017-12-19 12:40:00", Some(1_513_687_200));
        check("Jan 1 1970 00:00:00", Some(0));
        check("Feb 29 2024 00:00:00", Some(1_709_164_800));
        check("Feb 29 2023 00:00:00", None);
        check("Dec 19 2017", None);
        check("2017-12-19T12:40:00", None);
        check("2017-12-19T24:00:00Z", None);
        check("soon", None);
    }
}
