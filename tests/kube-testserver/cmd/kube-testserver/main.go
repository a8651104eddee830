// The command kube-testserver runs a Kubernetes for tests until it is told to end. README.md says what is real and what stands in.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"acm/kube-testserver/server"
)

func main() {
	os.Exit(run())
}

func run() int {
	options := server.Defaults()
	options.Flags(flag.CommandLine)
	untilEOF := flag.Bool("exit-on-stdin-eof", false, "end when standard input closes, so that the server never outlives what started it")
	flag.Parse()

	// The data is thrown away, so there is nothing to drain: the process leaves as soon as its directory is gone.
	ended := make(chan error, 8)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT)
	go func() {
		<-signals
		ended <- nil
	}()
	if *untilEOF {
		go func() {
			_, _ = io.Copy(io.Discard, os.Stdin)
			ended <- nil
		}()
	}
	dir, err := os.MkdirTemp("", "kube-testserver-")
	if err == nil {
		go func() {
			running, err := server.Start(context.Background(), dir, options, func(err error) { ended <- err })
			if err == nil {
				err = json.NewEncoder(os.Stdout).Encode(running)
			}
			if err != nil {
				ended <- err
			}
		}()
		err = <-ended
		err = errors.Join(err, os.RemoveAll(dir))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "kube-testserver:", err)
		return 1
	}
	return 0
}
