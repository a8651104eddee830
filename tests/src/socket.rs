use std::{net::SocketAddr, time::Duration};

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, client::IntoClientRequest, protocol::CloseFrame},
};

const PATIENCE: Duration = Duration::from_secs(20);

/// A WebSocket that speaks `graphql-transport-ws`, frame by frame.
pub struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    /// Shakes hands with the gateway.
    pub async fn open(address: SocketAddr) -> Self {
        Self::open_as(address, "graphql-transport-ws", None)
            .await
            .unwrap()
    }

    /// Shakes hands, naming a sub-protocol and an origin; the status when refused.
    pub async fn open_as(
        address: SocketAddr,
        protocol: &str,
        origin: Option<&str>,
    ) -> Result<Self, u16> {
        let protocol = ("sec-websocket-protocol", protocol);
        let origin = origin.map(|origin| ("origin", origin));
        Self::open_with(address, [Some(protocol), origin].into_iter().flatten()).await
    }

    /// Shakes hands as a proxy does that speaks for another.
    pub async fn open_for(address: SocketAddr, forwarded: &str) -> Result<Self, u16> {
        let protocol = ("sec-websocket-protocol", "graphql-transport-ws");
        Self::open_with(address, [protocol, ("x-forwarded-for", forwarded)]).await
    }

    async fn open_with(
        address: SocketAddr,
        headers: impl IntoIterator<Item = (&'static str, &str)>,
    ) -> Result<Self, u16> {
        let mut request = format!("ws://{address}/graphql")
            .into_client_request()
            .unwrap();
        for (name, value) in headers {
            request.headers_mut().insert(name, value.parse().unwrap());
        }
        match connect_async(request).await {
            Ok((stream, _)) => Ok(Self(stream)),
            Err(tokio_tungstenite::tungstenite::Error::Http(response)) => {
                Err(response.status().as_u16())
            }
            Err(error) => panic!("{error}"),
        }
    }

    /// Sends a message.
    pub async fn send(&mut self, message: Value) {
        self.send_text(&message.to_string()).await;
    }

    /// Sends any text.
    pub async fn send_text(&mut self, text: &str) {
        self.0.send(Message::text(text)).await.unwrap();
    }

    /// Starts an operation.
    pub async fn subscribe(&mut self, id: &str, query: &str, variables: Value) {
        let payload = json!({ "query": query, "variables": variables });
        self.send(json!({ "type": "subscribe", "id": id, "payload": payload }))
            .await;
    }

    /// The next message that is not a ping; panics when the server closes in its place.
    pub async fn next(&mut self) -> Value {
        match self.next_or_close().await {
            Ok(message) => message,
            Err((code, reason)) => panic!("closed with {code}: {reason}"),
        }
    }

    /// The next `next` message's data of an operation.
    pub async fn data(&mut self, id: &str) -> Value {
        let mut message = self.next().await;
        assert_eq!(
            (message["type"].as_str(), message["id"].as_str()),
            (Some("next"), Some(id)),
            "{message:#}"
        );
        assert!(message["payload"].get("errors").is_none(), "{message:#}");
        message["payload"]["data"].take()
    }

    /// The code and reason with which the server closes.
    pub async fn closed(&mut self) -> (u16, String) {
        loop {
            if let Err(closed) = self.next_or_close().await {
                return closed;
            }
        }
    }

    /// The next message that is not a ping, or how the server closes in its place.
    pub async fn next_or_close(&mut self) -> Result<Value, (u16, String)> {
        loop {
            let message = tokio::time::timeout(PATIENCE, self.0.next()).await.unwrap();
            match message {
                Some(Ok(Message::Text(text))) => {
                    let message: Value = serde_json::from_str(&text).unwrap();
                    if message["type"] != "ping" {
                        return Ok(message);
                    }
                    self.send(json!({ "type": "pong" })).await;
                }
                Some(Ok(Message::Close(Some(CloseFrame { code, reason })))) => {
                    return Err((code.into(), reason.to_string()));
                }
                Some(Ok(Message::Close(None))) | None => return Err((1005, String::new())),
                Some(Ok(_)) => {}
                Some(Err(error)) => return Err((1006, error.to_string())),
            }
        }
    }

    /// Vanishes without a goodbye.
    pub fn vanish(self) {
        drop(self);
    }
}
