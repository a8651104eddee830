# One image: the gateway with the UI inside. Builds with Docker and with Podman:
#   docker build -t acm .        podman build -t acm .
# PROFILE=quick builds faster and runs a little slower.
ARG PROFILE=release

FROM docker.io/library/node:20-bookworm-slim AS ui
WORKDIR /src/frontend
COPY frontend/package.json frontend/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY schema ../schema
COPY frontend ./
RUN npm run --silent build

FROM docker.io/library/rust:1.95-bookworm AS build
ARG PROFILE
WORKDIR /src
COPY Cargo.toml Cargo.lock rust-toolchain.toml ./
COPY .cargo .cargo
COPY crates crates
COPY tests tests
COPY --from=ui /src/frontend/dist frontend/dist
RUN cargo build --locked --profile "$PROFILE" -p acm-gateway --bin acm
RUN mkdir -p image/data && cp "target/$PROFILE/acm" image/acm

# The C library, certificates and nothing else: no shell, no package manager, not root.
FROM gcr.io/distroless/cc-debian12:nonroot
COPY --from=build /src/image/acm /acm
COPY --from=build --chown=65532:65532 /src/image/data /data
ENV ACM_HOST=0.0.0.0 ACM_DATA_DIR=/data ACM_LOG_FORMAT=json
USER 65532:65532
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=5s CMD ["/acm", "health"]
ENTRYPOINT ["/acm"]
CMD ["serve"]
