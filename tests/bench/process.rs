//! Processes of the contest, each on its core, ended with this one.

use std::{
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    time::{Duration, Instant},
};

use crate::machine::{OTHERS, pin};

/// How long a process has until it is ready.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running process; killed when dropped.
pub(crate) struct Process {
    child: Child,
    lines: Receiver<String>,
    /// When it was started.
    pub(crate) started: Instant,
}

impl Process {
    /// Starts a program on a core, with nothing of this process's environment.
    pub(crate) fn start(core: usize, program: &Path, arguments: &[&str]) -> Self {
        let mut command = Command::new(program);
        command
            .args(arguments)
            .env_clear()
            .stdin(Stdio::null())
            .stdout(Stdio::piped());
        // A process starts on the cores of the thread that starts it.
        pin(core);
        let started = Instant::now();
        let child = command.spawn();
        pin(OTHERS);
        let mut child = child.unwrap();
        let (line, lines) = channel();
        let output = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || {
            for text in output.lines().map_while(Result::ok) {
                let _ = line.send(text);
            }
        });
        Self {
            child,
            lines,
            started,
        }
    }

    /// The addresses on the first line it prints that names `word`.
    pub(crate) fn addresses(&self, word: &str) -> Vec<SocketAddr> {
        loop {
            let line = self.lines.recv_timeout(PATIENCE).unwrap();
            if line.contains(word) {
                let words = line.split(|letter: char| letter.is_whitespace() || letter == '/');
                return words.filter_map(|word| word.parse().ok()).collect();
            }
        }
    }

    /// Its number.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// This program.
pub(crate) fn own() -> PathBuf {
    std::env::current_exe().unwrap()
}

/// The program `acm`, built beside this one.
pub(crate) fn acm() -> PathBuf {
    own().with_file_name("acm")
}
