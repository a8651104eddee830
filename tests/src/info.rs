//! A node's own words, asked without any client.

use std::net::SocketAddr;

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// Asks one info command.
pub async fn ask(node: SocketAddr, command: &str) -> String {
    let mut stream = TcpStream::connect(node).await.unwrap();
    let body = format!("{command}\n");
    let mut request = vec![2, 1, 0, 0];
    request.extend_from_slice(&u32::try_from(body.len()).unwrap().to_be_bytes());
    request.extend_from_slice(body.as_bytes());
    stream.write_all(&request).await.unwrap();
    let mut header = [0; 8];
    stream.read_exact(&mut header).await.unwrap();
    let length = u32::from_be_bytes([header[4], header[5], header[6], header[7]]);
    let mut reply = vec![0; length as usize];
    stream.read_exact(&mut reply).await.unwrap();
    String::from_utf8_lossy(&reply).into_owned()
}
