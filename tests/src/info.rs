//! A node's own words, asked without any client.

use std::{io, net::SocketAddr};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// Longest answer that is read.
const MAX_REPLY: u32 = 16 << 20;

/// Asks one info command of a node that answers.
pub async fn ask(node: SocketAddr, command: &str) -> String {
    try_ask(node, command).await.unwrap()
}

/// Asks one info command.
pub(crate) async fn try_ask(node: SocketAddr, command: &str) -> io::Result<String> {
    let mut stream = TcpStream::connect(node).await?;
    let body = format!("{command}\n");
    let mut request = vec![2, 1, 0, 0];
    request.extend_from_slice(&u32::try_from(body.len()).unwrap().to_be_bytes());
    request.extend_from_slice(body.as_bytes());
    stream.write_all(&request).await?;
    let mut header = [0; 8];
    stream.read_exact(&mut header).await?;
    let length = u32::from_be_bytes([header[4], header[5], header[6], header[7]]);
    let mut reply = vec![0; length.min(MAX_REPLY) as usize];
    stream.read_exact(&mut reply).await?;
    Ok(String::from_utf8_lossy(&reply).into_owned())
}
