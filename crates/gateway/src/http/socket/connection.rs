//! One WebSocket connection, from `connection_init` to close.

use std::{pin::Pin, sync::Arc, time::Duration};

use acm_core::{ApiError, ErrorCode};
use axum::extract::ws::{CloseFrame, Message, WebSocket};
use futures_util::{Stream, StreamExt, stream};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at, sleep_until, timeout};
use tokio_stream::StreamMap;
use tokio_util::sync::CancellationToken;

use super::message::{self, FromClient, FromServer};
use crate::{
    executor::{Executor, Origin, Reply, refusal},
    http::{App, Persisted, request::Parameters, request_id},
    limits::Limits,
};

/// Characters in a client's name for an operation.
const MAX_ID_CHARS: usize = 128;

/// Answers of one operation; `None` marks its end.
type Answers = Pin<Box<dyn Stream<Item = Option<Reply>> + Send>>;

/// The state of a connection.
pub(super) struct Connection {
    socket: WebSocket,
    executor: Executor,
    limits: Arc<Limits>,
    persisted: Persisted,
    origin: Origin,
    operations: StreamMap<String, Answers>,
    acknowledged: bool,
    silent_since: Instant,
    idle_since: Instant,
}

/// Why a connection ends: the protocol's close code and reason, or nobody is there to tell.
enum End {
    Close(u16, &'static str),
    Gone,
}

impl Connection {
    /// A connection nobody has spoken on.
    pub(super) fn new(socket: WebSocket, app: &App, origin: Origin) -> Self {
        Self {
            socket,
            executor: app.executor.clone(),
            limits: Arc::clone(&app.limits),
            persisted: app.persisted.clone(),
            origin,
            operations: StreamMap::new(),
            acknowledged: false,
            silent_since: Instant::now(),
            idle_since: Instant::now(),
        }
    }

    /// Serves the connection until either side ends it or the server stops.
    pub(super) async fn run(mut self, stopping: CancellationToken) {
        let End::Close(code, reason) = self.serve(&stopping).await else {
            return;
        };
        // Operations end before the goodbye: nothing may run for a client that is told to leave.
        self.operations.clear();
        let frame = CloseFrame {
            code,
            reason: reason.into(),
        };
        let _ = timeout(
            self.limits.write_timeout(),
            self.socket.send(Message::Close(Some(frame))),
        )
        .await;
    }

    async fn serve(&mut self, stopping: &CancellationToken) -> End {
        let init_by = Instant::now() + self.limits.connection_init_timeout();
        let mut pings = pings(self.limits.ping_interval());
        loop {
            if !self.operations.is_empty() {
                self.idle_since = Instant::now();
            }
            let idle_by = self.idle_since + self.limits.idle_timeout();
            let step = tokio::select! {
                () = stopping.cancelled() => return End::Close(1001, "The server is stopping."),
                () = sleep_until(init_by), if !self.acknowledged => {
                    return End::Close(4408, "Connection initialisation timeout");
                }
                () = sleep_until(idle_by), if self.acknowledged && self.operations.is_empty() => {
                    return End::Close(1000, "No operation for a long time");
                }
                _ = pings.tick(), if self.acknowledged => self.ping().await,
                Some((id, answer)) = self.operations.next() => self.answer(&id, answer).await,
                message = self.socket.recv() => match message {
                    Some(Ok(message)) => self.receive(message).await,
                    Some(Err(_)) | None => return End::Gone,
                },
            };
            if let Err(end) = step {
                return end;
            }
        }
    }

    async fn ping(&mut self) -> Result<(), End> {
        if self.silent_since.elapsed() > self.limits.ping_interval() * 2 {
            return Err(End::Close(4408, "The client has not answered two pings."));
        }
        self.send(&FromServer::Ping).await
    }

    async fn answer(&mut self, id: &str, reply: Option<Reply>) -> Result<(), End> {
        let Some(reply) = reply else {
            self.operations.remove(id);
            return self.send(&FromServer::Complete { id }).await;
        };
        if let Reply::Refused(..) = reply {
            self.operations.remove(id);
        }
        self.send_text(message::answer(id, &reply)).await
    }

    async fn receive(&mut self, message: Message) -> Result<(), End> {
        self.silent_since = Instant::now();
        let text = match message {
            Message::Text(text) => text,
            Message::Binary(_) => return Err(End::Close(4400, "Messages are text.")),
            Message::Ping(_) | Message::Pong(_) => return self.admit(),
            Message::Close(_) => return Err(End::Gone),
        };
        let message = serde_json::from_str(&text)
            .map_err(|_| End::Close(4400, "The message is not one of graphql-transport-ws."))?;
        let is_operation = matches!(message, FromClient::Subscribe { .. });
        if !is_operation {
            self.admit()?;
        }
        match message {
            FromClient::ConnectionInit {} if self.acknowledged => {
                Err(End::Close(4429, "Too many initialisation requests"))
            }
            FromClient::ConnectionInit {} => {
                self.acknowledged = true;
                self.send(&FromServer::ConnectionAck).await
            }
            FromClient::Ping { payload } => self.send(&FromServer::Pong { payload }).await,
            FromClient::Pong {} => Ok(()),
            FromClient::Complete { id } => {
                self.operations.remove(&id);
                Ok(())
            }
            FromClient::Subscribe { .. } if !self.acknowledged => {
                Err(End::Close(4401, "Unauthorized"))
            }
            FromClient::Subscribe { id, payload } => self.subscribe(id, payload).await,
        }
    }

    /// Counts a message that starts no operation, and so has no answer of its own to be refused with.
    fn admit(&self) -> Result<(), End> {
        let admitted = self.executor.admit(&self.origin);
        admitted.map_err(|_| End::Close(4429, "Too many requests"))
    }

    async fn subscribe(&mut self, id: String, parameters: Parameters) -> Result<(), End> {
        if id.is_empty() || id.len() > MAX_ID_CHARS {
            return Err(End::Close(
                4400,
                "An operation's id has 1 to 128 characters.",
            ));
        }
        if self.operations.contains_key(&id) {
            return Err(End::Close(4409, "Subscriber already exists"));
        }
        let origin = Origin {
            caller: self.origin.caller.clone(),
            address: self.origin.address,
            request_id: format!("{}.{id}", self.origin.request_id).into(),
            parent: self.origin.parent.clone(),
        };
        if let Err(refused) = self.executor.admit(&origin) {
            return self.send_text(message::answer(&id, &refused)).await;
        }
        let max = self.limits.max_operations_per_connection;
        if self.operations.len() >= max {
            let message = format!("A connection may have {max} operations under way.");
            let error =
                ApiError::new(ErrorCode::LimitExceeded, message).with_detail("maxOperations", max);
            let refused = refusal(error, &origin);
            return self.send_text(message::answer(&id, &refused)).await;
        }
        let (request, mut newcomer) = match parameters.operation(&self.persisted) {
            Ok(known) => known,
            Err(error) => {
                let refused = refusal(error, &origin);
                return self.send_text(message::answer(&id, &refused)).await;
            }
        };
        let span = request_id::span(&origin.request_id, origin.parent.as_ref());
        let answers = span.in_scope(|| self.executor.execute_stream(request, origin));
        let ended = stream::once(std::future::ready(None));
        let judged = answers.inspect(move |answer| newcomer.judge(answer));
        let mut answers = Box::pin(judged.map(Some).chain(ended));
        // Whatever the operation logs carries its id, as the errors it answers with.
        let within = stream::poll_fn(move |context| {
            let _entered = span.enter();
            answers.poll_next_unpin(context)
        });
        self.operations.insert(id, Box::pin(within));
        Ok(())
    }

    async fn send(&mut self, message: &FromServer<'_>) -> Result<(), End> {
        match serde_json::to_string(message) {
            Ok(text) => self.send_text(text).await,
            Err(_) => Err(End::Close(1011, "Internal error")),
        }
    }

    async fn send_text(&mut self, text: String) -> Result<(), End> {
        match timeout(
            self.limits.write_timeout(),
            self.socket.send(Message::Text(text.into())),
        )
        .await
        {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(End::Gone),
        }
    }
}

fn pings(period: Duration) -> Interval {
    let mut pings = interval_at(Instant::now() + period, period);
    pings.set_missed_tick_behavior(MissedTickBehavior::Delay);
    pings
}
