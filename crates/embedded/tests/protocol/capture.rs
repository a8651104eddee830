//! Captured exchanges between official clients and a real server.

/// One step of a capture.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) name: String,
    pub(crate) exchanges: Vec<Exchange>,
    /// What became of the connection, where the capture says so.
    pub(crate) outcome: Option<String>,
}

/// Requests and the replies that came before the next request.
#[derive(Debug, Default)]
pub(crate) struct Exchange {
    pub(crate) requests: Vec<Vec<u8>>,
    pub(crate) replies: Vec<Vec<u8>>,
}

/// Reads a capture file.
pub(crate) fn parse(text: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (mark, rest) = line.split_at_checked(2).expect("a mark, a blank and text");
        if mark == "= " {
            steps.push(Step {
                name: rest.to_owned(),
                exchanges: Vec::new(),
                outcome: None,
            });
            continue;
        }
        let step = steps.last_mut().expect("a step begins with its name");
        match mark {
            "> " => match step.exchanges.last_mut() {
                Some(open) if open.replies.is_empty() => open.requests.push(bytes(rest)),
                _ => step.exchanges.push(Exchange {
                    requests: vec![bytes(rest)],
                    replies: Vec::new(),
                }),
            },
            "< " => {
                let open = step
                    .exchanges
                    .last_mut()
                    .expect("a reply follows a request");
                open.replies.push(bytes(rest));
            }
            "! " => step.outcome = Some(rest.to_owned()),
            _ => panic!("unknown mark in a capture: {line}"),
        }
    }
    steps
}

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hex digits"))
        .collect()
}
