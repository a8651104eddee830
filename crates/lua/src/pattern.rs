//! Patterns of Lua's string library, matched so that every step counts.
//!
//! A pattern can make a matcher try a number of ways that grows as a power of the text's length, and
//! Lua's own does so inside of C, where no budget reaches it. This one spends the budget as it goes.

mod class;

use crate::limits::{End, Meter};

/// Most captures of a pattern.
const MAX_CAPTURES: usize = 32;
/// Most repetitions and captures a match may be inside of at once.
const MAX_DEPTH: u32 = 200;
/// Steps that are counted together.
const BATCH: u64 = 256;

/// Why there is no answer.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The pattern is wrong.
    Pattern(String),
    /// The budget is spent.
    End(End),
}

impl Fault {
    fn new(reason: &str) -> Self {
        Self::Pattern(reason.to_owned())
    }
}

/// Part of the subject, or a place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Captured {
    /// From the first byte to before the second.
    Part(usize, usize),
    /// Before this byte.
    Place(usize),
}

/// Where a pattern matches, from the first byte to before the second.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Match {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) captures: Vec<Captured>,
}

/// The first match at or after `from`; with `is_anchored` a `^` at the start holds it to `from`.
///
/// # Errors
///
/// [`Fault`]
pub(crate) fn search(
    subject: &[u8],
    pattern: &[u8],
    from: usize,
    is_anchored: bool,
    meter: &Meter,
) -> Result<Option<Match>, Fault> {
    let (pattern, is_held) = match pattern.strip_prefix(b"^") {
        Some(rest) if is_anchored => (rest, true),
        _ => (pattern, false),
    };
    let mut matcher = Matcher {
        subject,
        pattern,
        captures: Vec::new(),
        depth: 0,
        steps: 0,
        meter,
    };
    let last = if is_held { from } else { subject.len() };
    let mut found = None;
    for start in from..=last {
        matcher.captures.clear();
        if let Some(end) = matcher.run(start, 0)? {
            found = Some(Match {
                start,
                end,
                captures: matcher.captured()?,
            });
            break;
        }
    }
    matcher.settle()?;
    Ok(found)
}

/// Whether a pattern stands for itself alone, which Lua then looks for as it is.
pub(crate) fn is_plain(pattern: &[u8]) -> bool {
    !pattern.iter().any(|byte| b"^$*+?.([%-".contains(byte))
}

/// Where `wanted` stands first in the subject, at or after `from`.
///
/// # Errors
///
/// The end of the budget.
pub(crate) fn find(
    subject: &[u8],
    wanted: &[u8],
    from: usize,
    meter: &Meter,
) -> Result<Option<usize>, End> {
    let rest = subject.get(from..).unwrap_or_default();
    if wanted.is_empty() {
        return Ok(Some(from));
    }
    for (offset, window) in rest.windows(wanted.len()).enumerate() {
        let same = window.iter().zip(wanted).take_while(|(a, b)| a == b);
        let same = same.count();
        if same == wanted.len() {
            return Ok(Some(from + offset));
        }
        if same > 64 || offset % 1024 == 1023 {
            meter.spend(same as u64 + 1)?;
        }
    }
    Ok(None)
}

/// A capture while it is matched.
#[derive(Debug, Clone, Copy)]
enum Capture {
    Open(usize),
    Closed(usize, usize),
    Place(usize),
}

struct Matcher<'a> {
    subject: &'a [u8],
    pattern: &'a [u8],
    captures: Vec<Capture>,
    depth: u32,
    /// Steps not yet taken from the budget.
    steps: u64,
    meter: &'a Meter,
}

/// Where a match ends, if there is one.
type Ends = Result<Option<usize>, Fault>;

impl Matcher<'_> {
    /// Matches the pattern from `at` against the subject from `place`.
    fn run(&mut self, mut place: usize, mut at: usize) -> Ends {
        loop {
            self.step()?;
            let Some(&first) = self.pattern.get(at) else {
                return Ok(Some(place));
            };
            match (first, self.pattern.get(at + 1)) {
                (b'(', Some(b')')) => return self.open(Capture::Place(place), place, at + 2),
                (b'(', _) => return self.open(Capture::Open(place), place, at + 1),
                (b')', _) => return self.close(place, at + 1),
                (b'$', None) => return Ok((place == self.subject.len()).then_some(place)),
                (b'%', Some(b'b')) => match self.balanced(place, at + 2)? {
                    Some(end) => (place, at) = (end, at + 4),
                    None => return Ok(None),
                },
                (b'%', Some(b'f')) => match self.frontier(place, at + 2)? {
                    Some(next) => at = next,
                    None => return Ok(None),
                },
                (b'%', Some(&digit @ b'0'..=b'9')) => match self.repeated(place, digit)? {
                    Some(end) => (place, at) = (end, at + 2),
                    None => return Ok(None),
                },
                _ => {
                    let end = self.end(at)?;
                    match self.pattern.get(end) {
                        Some(b'?') => {
                            if self.is_one(place, at, end)
                                && let Some(found) = self.deeper(place + 1, end + 1)?
                            {
                                return Ok(Some(found));
                            }
                            at = end + 1;
                        }
                        Some(b'*') => return self.most(place, at, end, 0),
                        Some(b'+') => return self.most(place, at, end, 1),
                        Some(b'-') => return self.fewest(place, at, end),
                        _ if self.is_one(place, at, end) => (place, at) = (place + 1, end),
                        _ => return Ok(None),
                    }
                }
            }
        }
    }

    /// [`Self::run`], one level further in.
    fn deeper(&mut self, place: usize, at: usize) -> Ends {
        if self.depth >= MAX_DEPTH {
            return Err(Fault::new("pattern too complex"));
        }
        self.depth += 1;
        let captures = self.captures.len();
        let found = self.run(place, at);
        self.depth -= 1;
        if let Ok(None) = found {
            self.captures.truncate(captures);
        }
        found
    }

    /// As many as there are, then fewer and fewer.
    fn most(&mut self, place: usize, at: usize, end: usize, least: usize) -> Ends {
        let mut count = 0;
        while self.is_one(place + count, at, end) {
            self.step()?;
            count += 1;
        }
        loop {
            if count < least {
                return Ok(None);
            }
            if let Some(found) = self.deeper(place + count, end + 1)? {
                return Ok(Some(found));
            }
            match count.checked_sub(1) {
                Some(fewer) => count = fewer,
                None => return Ok(None),
            }
        }
    }

    /// None, then more and more.
    fn fewest(&mut self, mut place: usize, at: usize, end: usize) -> Ends {
        loop {
            if let Some(found) = self.deeper(place, end + 1)? {
                return Ok(Some(found));
            }
            if !self.is_one(place, at, end) {
                return Ok(None);
            }
            place += 1;
        }
    }

    fn open(&mut self, capture: Capture, place: usize, at: usize) -> Ends {
        if self.captures.len() >= MAX_CAPTURES {
            return Err(Fault::new("too many captures"));
        }
        self.captures.push(capture);
        let found = self.deeper(place, at)?;
        if found.is_none() {
            self.captures.pop();
        }
        Ok(found)
    }

    fn close(&mut self, place: usize, at: usize) -> Ends {
        let open = self
            .captures
            .iter()
            .rposition(|capture| matches!(capture, Capture::Open(_)))
            .ok_or_else(|| Fault::new("invalid pattern capture"))?;
        let was = self.captures[open];
        if let Capture::Open(start) = was {
            self.captures[open] = Capture::Closed(start, place);
        }
        let found = self.deeper(place, at)?;
        if found.is_none() {
            self.captures[open] = was;
        }
        Ok(found)
    }

    /// `%bxy`: from an x to the y that balances it.
    fn balanced(&mut self, place: usize, at: usize) -> Ends {
        let &[open, close] = self
            .pattern
            .get(at..at + 2)
            .and_then(<[u8]>::first_chunk)
            .ok_or_else(|| Fault::new("malformed pattern (missing arguments to '%b')"))?;
        if self.subject.get(place) != Some(&open) {
            return Ok(None);
        }
        let mut depth = 1;
        for index in place + 1..self.subject.len() {
            self.step()?;
            let byte = self.subject[index];
            if byte == close {
                depth -= 1;
                if depth == 0 {
                    return Ok(Some(index + 1));
                }
            } else if byte == open {
                depth += 1;
            }
        }
        Ok(None)
    }

    /// `%f[set]`: where the set starts to hold. Where the pattern goes on.
    fn frontier(&mut self, place: usize, at: usize) -> Ends {
        if self.pattern.get(at) != Some(&b'[') {
            return Err(Fault::new("missing '[' after '%f' in pattern"));
        }
        let end = self.end(at)?;
        let set = &self.pattern[at..end];
        let before = place.checked_sub(1).map_or(0, |index| self.subject[index]);
        let here = self.subject.get(place).copied().unwrap_or(0);
        let starts = !class::holds(set, before) && class::holds(set, here);
        Ok(starts.then_some(end))
    }

    /// `%1`: what an earlier capture has.
    fn repeated(&mut self, place: usize, digit: u8) -> Ends {
        let wrong = || Fault::Pattern(format!("invalid capture index %{}", digit - b'0'));
        let index = usize::from(digit).checked_sub(usize::from(b'1'));
        let capture = index.and_then(|index| self.captures.get(index).copied());
        let (start, end) = match capture {
            Some(Capture::Closed(start, end)) => (start, end),
            // A place has no text to come again.
            Some(Capture::Place(_)) => return Ok(None),
            Some(Capture::Open(_)) | None => return Err(wrong()),
        };
        self.steps += (end - start) as u64 / 16;
        let part = &self.subject[start..end];
        let goes_on = self.subject[place..].starts_with(part);
        Ok(goes_on.then_some(place + part.len()))
    }

    /// Where the item of the pattern that starts at `at` ends.
    fn end(&mut self, at: usize) -> Result<usize, Fault> {
        let end = class::end(self.pattern, at)?;
        self.steps += (end - at) as u64 / 16;
        Ok(end)
    }

    /// Whether the item of the pattern from `at` to `end` holds for the byte at `place`.
    fn is_one(&mut self, place: usize, at: usize, end: usize) -> bool {
        self.steps += (end - at) as u64 / 16;
        let byte = self.subject.get(place);
        byte.is_some_and(|&byte| class::holds(&self.pattern[at..end], byte))
    }

    fn captured(&self) -> Result<Vec<Captured>, Fault> {
        let captures = self.captures.iter().map(|capture| match *capture {
            Capture::Open(_) => Err(Fault::new("unfinished capture")),
            Capture::Closed(start, end) => Ok(Captured::Part(start, end)),
            Capture::Place(place) => Ok(Captured::Place(place)),
        });
        captures.collect()
    }

    fn step(&mut self) -> Result<(), Fault> {
        self.steps += 1;
        if self.steps >= BATCH {
            self.settle()?;
        }
        Ok(())
    }

    /// Takes the steps from the budget.
    fn settle(&mut self) -> Result<(), Fault> {
        let steps = std::mem::take(&mut self.steps);
        self.meter.spend(steps).map_err(Fault::End)
    }
}

#[cfg(test)]
mod tests;
